"""Who is meant: the article's own memory of names, roles, documents and who spoke last."""

from collections.abc import Mapping
from typing import Final

from msgspec import structs

from extraction import tags
from extraction.called import called_so
from extraction.drafts import Draft, Range, Reading
from extraction.dropped import Meant, meant
from extraction.heads import known_name, known_tags
from extraction.heard import Hearing
from extraction.identities import identifier, state_name
from extraction.indexes import (
    Index,
    called,
    index,
    introduced,
    last_named,
    learn,
    misspelt,
    named_later,
    one_spelling,
    recall,
)
from extraction.issuers import (
    first_told,
    indefinite,
    introduced_by,
    issuer,
    itself,
    of_many,
    same_document,
    somebodys_page,
    standing,
)
from extraction.names import lone_body, name_part, pair, unprefixed
from extraction.retelling import retold
from extraction.speaker_kinds import kind_of
from extraction.taken_up import (
    added,
    fuller,
    heard_again,
    heard_at,
    heard_body,
    heard_in_full,
    heard_named,
    just_heard,
    mentioned,
    published,
    told_of,
)
from extraction.text import normalise
from extraction.tokens import Tokens
from extraction.user_lexicon import Person
from extraction.whose import bare_noun, companion, owned_noun, owner
from schemas.statement import ResolvedFrom, Span, Speaker, SpeakerKind

LATTER: Final = frozenset(("الاخير", "الاخيره"))
DEPARTED: Final = frozenset(("راحل", "راحله", "فقيد", "فقيده"))
# What may stand between a name and its title.
BETWEEN: Final = " \n،,:-–()"
NOBODY: Final = Speaker(id="unknown", name="", kind="anonymous", resolved_from="dropped")


class Memory:
    """The speakers of one article as they come. ``resolve`` gives every draft its own."""

    def __init__(self, readings: list[Reading], people: Mapping[str, Person] | None = None) -> None:
        self._people = people or {}
        self._indexes: list[Index] = [index(reading) for reading in readings]
        self._hearing = Hearing()
        self.surnames = frozenset(word for made in self._indexes for word in made.full)

    def resolve(self, found: list[tuple[Reading, Draft]]) -> None:
        """Give every draft its speaker, in text order."""
        for reading, draft in found:
            if draft.relayed is not None and draft.relayed.speaker is None:
                draft.chain.append(self._take(reading, draft.relayed))
            self._take(reading, draft)
            self._hearing.told(reading, draft.content[1])
            if draft.witness is not None:
                self._take(reading, draft.witness)
        retold(found)

    def _take(self, reading: Reading, draft: Draft) -> Speaker:
        mention = draft.mention
        speaker = self._implied(reading, draft) if mention is None else self._told(reading, draft, mention)
        draft.speaker = speaker
        if speaker is not NOBODY:
            self._hearing.hear(reading, draft, speaker)
        return speaker

    def _told(self, reading: Reading, draft: Draft, mention: Range) -> Speaker:
        """The speaker of a cue with a subject."""
        speaker = self.named(reading, mention)
        before = added(self._hearing, reading, draft, speaker)
        if before is None:
            return speaker
        return again_as(before, speaker.mention, "role")

    def _implied(self, reading: Reading, draft: Draft) -> Speaker:
        """The speaker of a cue without a subject."""
        found = meant(self._hearing, self._made(reading), draft)
        if found is None:
            return NOBODY
        one = self._meant(reading, found)
        if found.other is None:
            return again_as(one, None, "dropped")
        other, words = self._meant(reading, found.other).name, found.other.words
        joined = other.removeprefix("و") if words and reading.tokens.tags[words[0]] & tags.AND else other
        name = f"{one.name} و{joined}"
        return self._speaker(name, one.kind, None, "dropped", None)

    def _meant(self, reading: Reading, found: Meant) -> Speaker:
        """One of those whom a cue without a subject means."""
        if found.words is None:
            return found.speaker or NOBODY
        return self._taken_up(reading, found.words) if found.anew else self.named(reading, found.words)

    def _taken_up(self, reading: Reading, mention: Range) -> Speaker:
        """The one whom وهو takes up: somebody new where no name or fuller phrase says who."""
        if name_part(reading, mention) is not None or recall(self._indexes, reading, mention) is not None:
            return self.named(reading, mention)
        kind = kind_of(reading, mention, named=False)
        return self._speaker(unprefixed(reading, mention), kind, None, "name", None)

    def named(self, reading: Reading, mention: Range) -> Speaker:
        """The speaker whom a mention names, by the most informative name in the article."""
        tokens = reading.tokens
        span = reading.tokens.span(*mention)
        head = tokens.tags[mention[0]]
        if head & tags.DEMONSTRATIVE and mention[1] - mention[0] > 1:
            return self._pointed_at(reading, mention, span)
        if head & tags.QUOTE and tokens.words[mention[0] + 1] in reading.surnames:
            return self._named(reading, (mention[0] + 1, mention[1] - 1), span)  # وقال "الحمدي"
        if head & tags.SAME and same_document(reading.tokens, mention):
            return self._document(reading, (mention[0] + 1, mention[1]), span)
        if again := self._again(reading, mention):
            return again_as(again, span, "document" if head & tags.DOCUMENT else "role")
        if (two := pair(reading, mention)) is not None:
            first, second = (self._fullest(reading, part) for part in two)
            joined = second.removeprefix("و") if tokens.tags[two[1][0]] & tags.AND else second
            return self._speaker(f"{first} و{joined}", "person", span, "name", None)
        return self._named(reading, mention, span)

    def _named(self, reading: Reading, mention: Range, span: Span) -> Speaker:
        """The speaker whom a mention names by a person's name, or for what they are."""
        tokens, part = reading.tokens, name_part(reading, mention)
        unknown = part is None or (part == mention and tokens.words[mention[0]] not in reading.surnames)
        if unknown and (body := heard_in_full(self._hearing, reading, mention)) is not None:
            return again_as(body, span, "name")
        if unknown and (noun := misspelt(self._indexes, reading, mention)) is not None:
            return self._recalled(*noun, kind_of(*noun, named=False), span)
        if part is not None:
            learn(self._made(reading), part)
            name = self._fullest(reading, part)
            return self._speaker(name, "person", span, "name", _title(tokens, mention, part))
        return self._common(reading, mention, span)

    def _pointed_at(self, reading: Reading, mention: Range, span: Span) -> Speaker:
        """Whom هذا الحزب, هذه الوحدات or هذه المذكرة points back to."""
        start, end = mention[0] + 1, mention[1]
        if reading.tokens.tags[start] & tags.ROLE or _same(reading, mention):
            found = self.named(reading, (start, end))
            return again_as(found, span, "role")
        earlier = recall(self._indexes, reading, (start, end)) or recall(self._indexes, reading, (start, start + 1))
        if earlier is None and reading.tokens.tags[start] & (tags.DOCUMENT | tags.ANONYMOUS) == tags.DOCUMENT:
            return self._this_document(reading, (start, start + 1), span)
        if earlier is None:
            kind = kind_of(reading, mention, named=False)
            return self._speaker(unprefixed(reading, mention), kind, span, "name", None)
        found = self.named(*earlier)
        return again_as(found, span, "role")

    def _made(self, reading: Reading) -> Index:
        """The index of a field."""
        return next(made for made in self._indexes if made.reading is reading)

    def _again(self, reading: Reading, mention: Range) -> Speaker | None:
        """The one just heard or named whom المصدر ذاته, معاليه, ضيف البرنامج or ابن الرابعة والعشرين stands for."""
        alone = mention[1] - mention[0] == 1
        if alone and reading.tokens.found[mention[0]].bare in DEPARTED:
            return self._first_named()
        if alone and reading.tokens.words[mention[0]] in LATTER:
            return self._last_named(reading, mention[0])
        person = called_so(reading, mention)
        if mentioned(reading, mention) or not (person or _same(reading, mention)):
            return None
        person = person or bool(reading.tokens.tags[mention[1] - 1] & tags.ROLE)
        heard = (h.speaker for h in reversed(self._hearing.heard) if not person or h.speaker.kind == "person")
        if (last := next(heard, None)) is not None:
            return last
        return self._last_named(reading, mention[0]) if person else None

    def _first_named(self) -> Speaker | None:
        """The person whom an obituary is about: the first full name of the body."""
        made = self._indexes[-1]
        return (
            self._speaker(made.reading.tokens.between(*made.names[0]), "person", None, "name", None)
            if made.names
            else None
        )

    def _last_named(self, reading: Reading, k: int) -> Speaker | None:
        """The person whose full name stands last before token ``k``."""
        part = last_named(self._made(reading), k)
        return self._speaker(reading.tokens.between(*part), "person", None, "name", None) if part else None

    def _common(self, reading: Reading, mention: Range, span: Span) -> Speaker:
        """The speaker whom a mention without a person's name stands for."""
        head = reading.tokens.tags[mention[0]]
        if (head & tags.DOCUMENT and not head & tags.ANONYMOUS) or somebodys_page(reading, mention):
            return self._document(reading, mention, span)
        known = known_tags(reading, mention[0]) & tags.STATE and known_name(reading, mention[0])
        if (head & tags.STATE and mention[1] - mention[0] == 1) or (known and known == mention[1] - mention[0]):
            name = unprefixed(reading, mention) if known else reading.tokens.found[mention[0]].stem
            return self._speaker(state_name(normalise(name)), "state", span, "name", None)
        bodies = tags.BODY | tags.OUTLET | tags.GROUP | tags.ANONYMOUS
        if head & tags.ROLE or (head & bodies and (head & tags.DEFINITE or reading.field == "headline")):
            return self._role(reading, mention, span)
        kind = kind_of(reading, mention, named=False)
        if (spelled := self._somebodys(reading, mention) or self._officially(reading, mention)) is not None:
            return self._speaker(spelled, kind, span, "role", None)
        return self._speaker(self._spelled_out(reading, mention), kind, span, "name", None)

    def _officially(self, reading: Reading, mention: Range) -> str | None:
        """A body's official name where a mention has the short one: نقابة الصيادين, النقابة الوطنية للصيادين."""
        head = reading.tokens.tags[mention[0]]
        longer = recall(self._indexes, reading, mention) if head & tags.BODY and not head & tags.DEFINITE else None
        if longer is None or not longer[0].tokens.tags[longer[1][0]] & tags.DEFINITE:
            return None
        return unprefixed(*longer)

    def _spelled_out(self, reading: Reading, mention: Range) -> str:
        """A source with the full name of its body: متحدث باسم الوزارة."""
        tokens, (start, end) = reading.tokens, mention
        body = lone_body(tokens, mention)
        earlier = recall(self._indexes, reading, (end - 1, end)) if body else None
        if earlier is None:
            return unprefixed(reading, mention)
        return f"{unprefixed(reading, (start, end - 1))} {unprefixed(*earlier)}"

    def _fullest(self, reading: Reading, part: Range) -> str:
        """The fullest form of a name that the article has."""
        words = reading.tokens.words[part[0] : part[1]]
        own = unprefixed(reading, part)
        whole = len(words) >= 2 and not (len(words) == 2 and words[0] == "عبد")
        spelled = {one_spelling(word) for word in words}
        for made in self._indexes[::-1]:
            for word in reversed(words):
                start, end = made.full.get(word) or made.alike.get(one_spelling(word), (0, 0))
                fuller = {one_spelling(w) for w in made.reading.tokens.words[start:end]}
                if end and (not whole or spelled <= fuller):
                    led = made.reading.tokens.tags[start] & (tags.TO | tags.AND)  # تصريحات لسالم الحمدي, وسالم الحمدي
                    return unprefixed(made.reading, (start, end)) if led else made.reading.tokens.between(start, end)
        return own if len(words) > 1 else self._introduced(words[0]) or own

    def _introduced(self, word: str) -> str | None:
        """The name of which a family name is the last word, where the article says it in full: نزيهة العبيدي."""
        places = ((made, introduced(made, word)) for made in self._indexes[::-1])
        return next((made.reading.tokens.between(*found) for made, found in places if found), None)

    def _document(self, reading: Reading, mention: Range, span: Span) -> Speaker:
        """A document stands for its issuer; المصدر ذاته and البيان for the one before; a law for itself."""
        mention = itself(reading, mention)
        head = reading.tokens.found[mention[0]]
        if head.bare in standing():
            return self._speaker(unprefixed(reading, mention), "document", span, "name", None)
        known = bool(head.tags & tags.DEFINITE) or _same(reading, mention)
        where, source = reading, issuer(reading, mention)
        earlier = recall(self._indexes, reading, mention) if source is None and known else None
        if earlier is not None:
            where, source = earlier[0], issuer(*earlier)
        if source is None:
            again = known or not indefinite(reading, mention)  # مشروع القانون
            where, source = reading, introduced_by(self._made(reading), mention, again)
        if source is not None:
            found = self.named(where, source)
            return self._speaker(found.name, found.kind, span, "document", None)
        told = earlier is not None and indefinite(*earlier)
        last = self._author(reading, mention, told) if known and self._hearing.heard else None
        if last is not None:
            return again_as(last, span, "document")
        return self._speaker(unprefixed(*(earlier or (reading, mention))), "document", span, "name", None)

    def _this_document(self, reading: Reading, mention: Range, span: Span) -> Speaker:
        """A document that a demonstrative points back to, whoever issued it: مذكرة, هذه المذكرة المفصلة."""
        made = self._made(reading)
        first = first_told(made, mention) if introduced_by(made, mention, again=True) is None else None
        if first is None:
            return self._document(reading, mention, span)
        return self._speaker(reading.tokens.between(*first), "document", span, "document", None)

    def _author(self, reading: Reading, mention: Range, told: bool) -> Speaker | None:
        """Whose document a definite one is that names nobody; ``told`` where the article has described it before."""
        if (told_in := published(self._hearing, self._made(reading), mention)) is not None:
            return told_in
        if told or of_many(reading, mention):
            return None
        documents = (h.speaker for h in reversed(self._hearing.heard) if h.speaker.resolved_from == "document")
        return next(documents, self._hearing.heard[-1].speaker)

    def _role(self, reading: Reading, mention: Range, span: Span) -> Speaker:
        """الوزير, الوزارة, الصحيفة: the one of that kind who was named before, or else is named later."""
        kind = kind_of(reading, mention, named=False)
        if reading.tokens.tags[mention[0]] & tags.DUAL and reading.tokens.words[mention[0]].endswith(("ان", "ين")):
            return self._speaker(unprefixed(reading, mention), kind, span, "name", None)
        earlier = recall(self._indexes, reading, mention, named=kind == "person")
        known = just_heard(self._hearing, reading, mention)
        if known is None and earlier is None:
            known = heard_named(self._hearing, reading, mention)
        if known is not None:
            return again_as(known, span, "role")
        if earlier is None and (mention[1] - mention[0] == 1 or kind != "person"):
            earlier = recall(self._indexes, reading, mention)
        if earlier is None and reading.field == "headline":
            earlier = recall(self._indexes, reading, (mention[0], mention[0] + 1), named=kind == "person")
        body = heard_body(self._hearing, reading, mention) if kind != "person" else None
        if body is not None and not (earlier and fuller(body, *earlier)):
            return again_as(body, span, "role")
        silent = earlier is None or (kind == "anonymous" and heard_at(self._hearing, *earlier) is None)
        if silent and (again := heard_again(self._hearing, reading, mention, kind)) is not None:
            return again_as(again, span, "role")
        if earlier is None:
            return self._unmatched(reading, mention, span, kind)
        return self._recalled(*earlier, kind, span)

    def _recalled(self, reading: Reading, part: Range, kind: SpeakerKind, span: Span) -> Speaker:
        """The speaker whom a fuller noun phrase of the article tells: by the name in it, or as they were heard."""
        name = name_part(reading, part)
        if name is not None and kind == "person":
            return self._speaker(self._fullest(reading, name), "person", span, "role", span.text)
        heard = heard_at(self._hearing, reading, part)
        if heard is not None and (kind == "person" or not fuller(heard, reading, part)):
            return again_as(heard, span, "role")
        return self._speaker(unprefixed(reading, part), kind, span, "role", None)

    def _unmatched(self, reading: Reading, mention: Range, span: Span, kind: SpeakerKind) -> Speaker:
        """A role or a source that nobody was heard by: one named later, or itself."""
        later = named_later(self._made(reading), mention) if kind == "person" else None
        if later is not None:
            return self._speaker(self._fullest(reading, later), "person", span, "role", span.text)
        if kind == "person" and (longer := recall(self._indexes, reading, mention)) is not None:
            return self._speaker(unprefixed(*longer), kind, span, "role", None)
        if (spelled := self._somebodys(reading, mention)) is not None:
            return self._speaker(spelled, kind, span, "role", None)
        if (told := told_of(reading, mention)) is not None:
            return self._speaker(unprefixed(reading, told), kind, span, "role", None)
        return self._speaker(self._spelled_out(reading, mention), kind, span, "name", None)

    def _somebodys(self, reading: Reading, mention: Range) -> str | None:
        """Somebody's relation or companion, by name or with the one to whom a pronoun gives them: محاميه, طليقته."""
        k = owned_noun(reading, mention)
        if k < 0:
            return None
        told = called(self._indexes, reading, mention, bare_noun(reading, k)) if k == mention[0] else None
        if told is not None and (part := name_part(*told)) is not None:
            return self._fullest(told[0], part)
        whose = owner(reading, mention, k)
        if whose is None:
            return None
        part = name_part(reading, whose)
        name = self._fullest(reading, part) if part else unprefixed(reading, whose)
        return f"{companion(reading, mention, k)} {name}"

    def _speaker(
        self, name: str, kind: SpeakerKind, mention: Span | None, resolved_from: ResolvedFrom, role: str | None
    ) -> Speaker:
        own = self._people.get(normalise(name)) if self._people else None
        identity = own.id if own else identifier(name)
        if own is not None:
            name, role = own.name, own.role or role
        return Speaker(id=identity, name=name, kind=kind, role=role, mention=mention, resolved_from=resolved_from)


def _title(tokens: Tokens, mention: Range, name: Range) -> str | None:
    """The words of a mention before the name in it, or behind it where it begins with the name; their marks off."""
    title = (mention[0], name[0]) if name[0] > mention[0] else (name[1], mention[1])
    return tokens.between(*title).strip(BETWEEN) or None


def again_as(speaker: Speaker, mention: Span | None, resolved_from: ResolvedFrom) -> Speaker:
    """One who is known by now, where other words mean them or, without a ``mention``, none do."""
    return structs.replace(speaker, mention=mention, resolved_from=resolved_from)


def _same(reading: Reading, mention: Range) -> bool:
    return any(tag & tags.SAME for tag in reading.tokens.tags[mention[0] : mention[1]])
