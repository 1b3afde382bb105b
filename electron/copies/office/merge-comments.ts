import { toSourceSpans } from '../../../core/decode/line-ends';
import { normalizeQuote, quoteAt } from '../../../core/export/source-quote';
import { stableId } from '../../../core/export/stable-id';
import { checkImported, mostAnnotations, notAnnotations, type ImportedAnnotation } from '../../../core/import/imported';
import { unknownInstant } from '../../../core/import/instant';
import { importJsonld } from '../../../core/import/jsonld';
import { withFields, type Annotation, type Reply, type Span } from '../../../core/model/annotation';
import { success, type Result } from '../../../core/problem';
import { matchComments, type WrittenRemark } from './match-comments';
import type { OfficeComment, OfficeCopy } from './office-copy';
import { isStillSaid, readSaid } from './said-text';
import { showsSource } from './text-record';

const longestName = 1_000;

/** Gives out ids that are the same at every import: author and time stay when a comment is edited, its words do not. */
class IdGiver {
  private readonly times = new Map<string, number>();

  constructor(private readonly taken: ReadonlySet<string>) {}

  idOf({ author, date, text }: OfficeComment): string {
    const name = `office comment\n${author}\n${date ?? text}`;
    for (;;) {
      const time = this.times.get(name) ?? 0;
      this.times.set(name, time + 1);
      const id = stableId(time === 0 ? name : `${name}\n${time}`);
      if (!this.taken.has(id)) return id;
    }
  }
}

/** What became of an annotation: its fields as the comments say now. */
interface Edited {
  comment: string;
  tags: readonly string[];
  resolved: boolean;
  replies: Reply[];
  changed: boolean;
  modified: string;
}

function applyRemark(edited: Edited, { annotation, reply }: WrittenRemark, comment: OfficeComment): void {
  if (reply) {
    if (isStillSaid(comment.text, { comment: reply.comment, tags: [] })) return;
    edited.replies = edited.replies.map((each) => (each.id === reply.id ? { ...each, comment: comment.text } : each));
    edited.changed = true;
    return;
  }
  const said = readSaid(comment.text, annotation);
  const resolved = comment.resolved ?? annotation.resolved;
  if (said === annotation && resolved === annotation.resolved) return;
  Object.assign(edited, { comment: said.comment, tags: said.tags, resolved, changed: true });
}

/** Puts what the comments say now into the annotations that Manicule wrote, and makes annotations of the others. */
class CommentMerger {
  private readonly ids: IdGiver;
  private readonly byKey: ReadonlyMap<string, OfficeComment>;
  private readonly matched: ReadonlyMap<OfficeComment, WrittenRemark>;
  private readonly edits = new Map<string, Edited>();
  private readonly roots = new Map<OfficeComment, OfficeComment>();
  /** New comments that answer nothing, each with its replies. */
  private readonly added = new Map<OfficeComment, { readonly id: string; readonly replies: Reply[] }>();

  constructor(private readonly copy: OfficeCopy, private readonly base: readonly ImportedAnnotation[]) {
    this.ids = new IdGiver(new Set(base.flatMap(({ annotation }) => [annotation.id, ...annotation.replies.map(({ id }) => id)])));
    this.byKey = new Map(copy.comments.map((comment) => [comment.key, comment]));
    this.matched = matchComments(copy.comments, base.map(({ annotation }) => annotation));
    for (const { annotation } of base) {
      const { comment, tags, resolved, replies, modified } = annotation;
      this.edits.set(annotation.id, { comment, tags, resolved, replies: [...replies], changed: false, modified });
    }
  }

  /** Whom a comment answers in the end: the nearest one above it that is known, or the topmost. A circle ends where it closes. */
  private rootOf(comment: OfficeComment): OfficeComment {
    const passed = new Set<OfficeComment>();
    let at = comment;
    while (!passed.has(at) && !this.matched.has(at)) {
      passed.add(at);
      const next = this.roots.get(at) ?? (at.parentKey === null ? undefined : this.byKey.get(at.parentKey));
      if (!next) break;
      at = next;
    }
    // Remembered for all on the way: a chain of thousands is walked once.
    for (const each of passed) this.roots.set(each, at);
    return at;
  }

  private replyOf(comment: OfficeComment): Reply {
    const date = comment.date ?? unknownInstant;
    return { id: this.ids.idOf(comment), creator: comment.author.slice(0, longestName), created: date, modified: date, comment: comment.text };
  }

  private annotationOf(comment: OfficeComment): { readonly id: string; readonly replies: Reply[] } {
    const known = this.added.get(comment);
    if (known) return known;
    const made = { id: this.ids.idOf(comment), replies: [] };
    this.added.set(comment, made);
    return made;
  }

  private take(comment: OfficeComment): void {
    const own = this.matched.get(comment);
    const edited = own && this.edits.get(own.annotation.id);
    if (own && edited) {
      applyRemark(edited, own, comment);
      return;
    }
    const root = this.rootOf(comment);
    if (root === comment) {
      this.annotationOf(comment);
      return;
    }
    const answered = this.matched.get(root);
    const target = answered && this.edits.get(answered.annotation.id);
    const reply = this.replyOf(comment);
    if (!target) {
      this.annotationOf(root).replies.push(reply);
    } else if (!target.replies.some(({ id }) => id === reply.id)) {
      target.replies.push(reply);
      target.changed = true;
      target.modified = reply.modified > target.modified ? reply.modified : target.modified;
    }
  }

  private placed(comment: OfficeComment, source: string, span: Span | null): ImportedAnnotation {
    const { id, replies } = this.annotationOf(comment);
    const date = comment.date ?? unknownInstant;
    const target = span ? { position: span, quote: normalizeQuote(quoteAt(source, span, null)) } : { position: { start: 0, end: 0 }, quote: comment.quote };
    const annotation: Annotation = {
      id, revision: 1, created: date, modified: date, creator: comment.author.slice(0, longestName), target, style: 'highlight', color: 'yellow',
      ...readSaid(comment.text, { comment: '', tags: [] }), resolved: comment.resolved ?? false, replies,
    };
    return { annotation, fits: span !== null };
  }

  merge(source: string): ImportedAnnotation[] {
    for (const comment of this.copy.comments) this.take(comment);
    const edited = this.base.map(({ annotation, fits }) => {
      const { changed, modified, ...fields } = this.edits.get(annotation.id) ?? { changed: false, modified: '' };
      return changed ? { annotation: withFields(annotation, fields, modified), fits, base: annotation } : { annotation, fits };
    });
    const added = [...this.added.keys()];
    const sameText = showsSource(this.copy.text, source);
    const inText = added.filter(({ span }) => sameText && span !== null && span.end > span.start);
    const spans = toSourceSpans(source, inText.map(({ span }) => span ?? { start: 0, end: 0 }));
    const spanOf = new Map(inText.map((comment, index) => [comment, spans[index] ?? null]));
    return [...edited, ...added.map((comment) => this.placed(comment, source, spanOf.get(comment) ?? null))];
  }
}

/**
 * The annotations of a DOCX or ODT file for the document with this source. Those that Manicule wrote come back as they were, and with a
 * higher revision where a comment says something else now: edited, resolved, opened again, answered. Comments that are new become
 * annotations. A comment that is gone is no deletion: its annotation stays. The same file gives the same ids at every import.
 */
export function importOfficeCopy(copy: OfficeCopy, source: string): Result<readonly ImportedAnnotation[]> {
  if (copy.jsonld === null && copy.comments.length === 0) return notAnnotations('It holds no comments.');
  if (copy.comments.length > mostAnnotations) return notAnnotations(`It holds more than ${mostAnnotations} comments.`);
  const base = copy.jsonld === null ? success([]) : importJsonld(copy.jsonld, source);
  if (!base.ok || copy.comments.length === 0) return base;
  return checkImported(new CommentMerger(copy, base.value).merge(source));
}
