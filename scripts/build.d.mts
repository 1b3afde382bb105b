/** Builds everything into `out/`; does nothing when no input has changed since the last build. */
export function build(options?: {
  minify?: boolean;
  development?: boolean;
  project?: string;
  log?: (sentence: string) => void;
}): Promise<{ built: boolean }>;
