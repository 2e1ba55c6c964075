package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import dev.agentguard.rules.prose.Demand.Polarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sentences that forbid without a word of prohibition in front: what stands behind a colon, who alone may do it, what has
 * to be done before.
 */
final class Forms {

    private static final String HUMANS = "leaves it to humans";
    private static final String AVOID = "says `avoid`; a human decides";

    private static final Phrases RESERVED = Phrases.of(
            "is reserved for",
            "are reserved for",
            "reserved for",
            "is left to",
            "are left to",
            "belongs to",
            "belong to",
            "is up to",
            "is the job of",
            "are the job of",
            "is the responsibility of",
            "are the responsibility of",
            "is the task of",
            "is the business of",
            "is handled by a human",
            "is done by hand");

    private static final Phrases EVERY_FORM = Phrases.of(
            "in any form",
            "in any way",
            "in whatever form",
            "of any kind",
            "of any sort",
            "in any shape or form",
            "and everything like it",
            "and the like",
            "and so on",
            "or similar",
            "or anything like it",
            "on your own",
            "on my behalf",
            "by yourself",
            "in the first place",
            "at all",
            "for me",
            "by hand");

    private static final Phrases READ_ONLY = Phrases.of("read only");

    private static final Set<String> OFFICES =
            Set.of("call", "job", "task", "decision", "business", "responsibility", "domain", "privilege");

    /** What does in a team's place what an agent is not to do; of any other program a sentence tells how things work. */
    private static final Set<String> PIPELINES = Set.of("ci", "pipeline", "pipelines", "actions", "workflow");

    private static final Set<String> PEOPLE = Set.of(
            "human",
            "person",
            "people",
            "maintainer",
            "admin",
            "administrator",
            "owner",
            "team",
            "lead",
            "reviewer",
            "developer",
            "dev",
            "operator",
            "user",
            "sre",
            "dba",
            "engineer",
            "manager",
            "i",
            "marketer");

    private static final Set<String> FROZEN =
            Set.of("frozen", "read-only", "readonly", "immutable", "untouchable", "locked", "sacred", "taboo");

    private static final Set<String> FLAT_REFUSALS =
            Set.of("never", "no", "not", "ever", "forbidden", "don't", "nope", "prohibited", "hands", "off");

    private static final Set<String> STARTS =
            Set.of("if", "when", "whenever", "in", "on", "for", "while", "unless", "after", "once");

    private Forms() {}

    /** Leaves out what says only that every form is meant. */
    static List<Token> plain(List<Token> sentence) {
        int[] all = Phrases.find(sentence, EVERY_FORM);
        if (all[0] < 0) {
            return sentence;
        }
        List<Token> plain = new ArrayList<>(sentence.subList(0, all[0]));
        plain.addAll(sentence.subList(all[1], sentence.size()));
        return plain;
    }

    /** Reads a sentence as a whole, before labels in front of it are left out. */
    static Demand whole(List<Token> sentence) {
        int colon = lastColon(sentence);
        if (colon > 0 && colon + 1 < sentence.size()) {
            List<Token> head = sentence.subList(0, colon);
            List<Token> tail = sentence.subList(colon + 1, sentence.size());
            boolean silent = Phrases.find(head, Vocabulary.NEVER)[0] < 0
                    && Phrases.find(head, Vocabulary.FORBIDDEN)[0] < 0
                    && !Demand.isPure(head);
            if (silent && isFlatRefusal(tail)) {
                return demand(Polarity.DENY, head, null);
            }
            if (silent && Headings.isQuestion(tail)) {
                return demand(Polarity.ASK, head, null);
            }
        }
        return Demand.NOTHING;
    }

    /** Reads a sentence that has no word of prohibition. */
    static Demand of(List<Token> sentence) {
        int[] reserved = Phrases.find(sentence, RESERVED);
        if (reserved[0] > 0
                && (sentence.get(reserved[1] - 1).is("hand")
                        || sentence.get(reserved[1] - 1).is("human")
                        || namesPeople(sentence.subList(reserved[1], sentence.size())))) {
            return demand(Polarity.DENY, sentence.subList(0, reserved[0]), HUMANS);
        }
        Demand office = office(sentence);
        if (office.polarity() != Polarity.NONE) {
            return office;
        }
        String first = Demand.firstWord(sentence);
        Demand untouched = untouched(sentence);
        if (untouched.polarity() != Polarity.NONE) {
            return untouched;
        }
        Demand frozen = frozen(sentence);
        if (frozen.polarity() != Polarity.NONE) {
            return frozen;
        }
        if (first.equals("avoid")) {
            return imperative(Polarity.ASK, sentence.subList(1, sentence.size()), AVOID);
        }
        if ((first.equals("nothing") || first.equals("nobody")) && sentence.size() > 2) {
            int from = word(sentence, 1).equals("that") || word(sentence, 1).equals("may") ? 2 : 1;
            return demand(Polarity.DENY, sentence.subList(from, sentence.size()), null);
        }
        Demand people = byPeople(sentence);
        if (people.polarity() != Polarity.NONE) {
            return people;
        }
        Demand reading = readingOnly(sentence);
        if (reading.polarity() != Polarity.NONE) {
            return reading;
        }
        Demand alone = alone(sentence);
        return alone.polarity() != Polarity.NONE ? alone : step(sentence);
    }

    /** "only run read-only queries against the database": what is more than reading is forbidden. */
    private static Demand readingOnly(List<Token> sentence) {
        int only = Phrases.index(sentence, "only", 0);
        int reads = Phrases.find(sentence, READ_ONLY)[0];
        boolean acts = reads > only
                && only >= 0
                && only <= 2
                && Set.of("queries", "query", "commands", "operations", "access", "statements", "actions")
                        .contains(word(sentence, reads + 2));
        if (!acts) {
            return Demand.NOTHING;
        }
        List<Token> thing = sentence.subList(reads + 3, sentence.size()).stream()
                .filter(token -> token.isWord() && Thing.at(List.of(token), 0) != null)
                .toList();
        List<Token> region = new ArrayList<>(thing);
        if (region.isEmpty()) {
            String about = word(sentence, reads + 2).startsWith("quer")
                            || word(sentence, reads + 2).startsWith("stat")
                    ? "database"
                    : "anything";
            region.add(new Token(about, about, Token.Type.WORD, sentence.get(0).line(), " "));
        }
        return demand(Polarity.DENY, modify(region), null);
    }

    /** "hands off X", "leave X alone", "keep X untouched". */
    private static Demand untouched(List<Token> sentence) {
        String first = Demand.firstWord(sentence);
        int end = Phrases.index(sentence, first.equals("leave") ? "alone" : "untouched", 0);
        List<Token> thing = List.of();
        if (first.equals("hands") && word(sentence, 1).equals("off")) {
            thing = sentence.subList(2, sentence.size());
        } else if ((first.equals("leave") || first.equals("keep")) && end > 1) {
            thing = sentence.subList(1, end);
        }
        if (thing.isEmpty()) {
            return Demand.NOTHING;
        }
        return demand(Polarity.DENY, modify(thing), null);
    }

    /** "… is left to the owners", "… belongs to Anna", "… is done by hand". */
    private static boolean namesPeople(List<Token> words) {
        return words.stream()
                .anyMatch(token -> token.isWord()
                        && (PEOPLE.contains(Nouns.singular(token.word()))
                                || PIPELINES.contains(token.word())
                                || Set.of("human", "hand", "me", "us").contains(token.word())
                                || (Character.isUpperCase(token.text().charAt(0)) && words.indexOf(token) <= 1)));
    }

    /** "`legacy/` is frozen", "`third_party/` is read-only". */
    private static Demand frozen(List<Token> sentence) {
        for (int i = 1; i + 1 < sentence.size(); i++) {
            boolean is = sentence.get(i).is("is")
                    || sentence.get(i).is("are")
                    || sentence.get(i).is("stays");
            boolean treated =
                    sentence.get(i).is("as") && Set.of("treat", "consider").contains(Demand.firstWord(sentence));
            if ((is || treated) && isFrozen(sentence, i + 1)) {
                return frozenThing(sentence.subList(treated ? 1 : 0, i));
            }
        }
        return Demand.NOTHING;
    }

    /** "`secrets/` is off limits": neither to be read nor to be written. */
    static List<Token> ofPlace(List<Token> subject) {
        boolean paths = subject.stream().anyMatch(Token::isCode)
                && subject.stream()
                        .filter(Token::isCode)
                        .allMatch(token -> Paths.isOne(token.text().strip()))
                && subject.stream()
                        .noneMatch(token ->
                                token.isWord() && Verb.of(token.word()) != null && Thing.at(List.of(token), 0) == null);
        if (!paths) {
            return subject;
        }
        List<Token> region = new ArrayList<>();
        for (String word : List.of("read", "or", "modify")) {
            region.add(new Token(word, word, Token.Type.WORD, subject.get(0).line(), " "));
        }
        region.addAll(subject);
        return region;
    }

    /** "`a.md` - do not modify": the path in front is what is not to be modified. */
    static Demand ofPath(Demand denied, List<Token> before) {
        List<Token> paths = before.stream()
                .filter(token -> token.isCode() && Paths.isOne(token.text().strip()))
                .toList();
        boolean bare = denied.region().stream().noneMatch(Token::isCode)
                && !Demand.isPure(denied.region())
                && Headings.isVerbOnly(denied.region());
        if (paths.isEmpty() || !bare) {
            return denied;
        }
        List<Token> region = new ArrayList<>(denied.region());
        region.addAll(paths);
        return new Demand(denied.polarity(), region, denied.condition(), denied.reading(), false);
    }

    private static boolean isFrozen(List<Token> sentence, int at) {
        return FROZEN.contains(word(sentence, at))
                || (word(sentence, at).equals("read") && word(sentence, at + 1).equals("only"));
    }

    /** Files, databases and systems are, and what a tool does; "state is immutable" is of code. */
    private static Demand frozenThing(List<Token> thing) {
        for (Token token : thing) {
            if (token.isWord() && Tools.ofSystem(token.word())) {
                List<Token> region = new ArrayList<>();
                for (String word : List.of(token.word(), "command", "that", "modifies", "anything")) {
                    region.add(new Token(word, word, Token.Type.WORD, token.line(), " "));
                }
                return demand(Polarity.DENY, region, null);
            }
        }
        boolean stored = thing.stream().anyMatch(Token::isCode);
        for (int i = 0; i < thing.size() && !stored; i++) {
            Thing.Found found = thing.get(i).isWord() ? Thing.at(thing, i) : null;
            stored = found != null && SYSTEMS.contains(found.thing());
        }
        return stored ? demand(Polarity.DENY, modify(thing), null) : Demand.NOTHING;
    }

    private static final Set<Thing> SYSTEMS = Set.of(
            Thing.DATABASE,
            Thing.CLUSTER,
            Thing.CLOUD,
            Thing.SERVER,
            Thing.INFRASTRUCTURE,
            Thing.BUCKET,
            Thing.LOCK_FILE,
            Thing.GENERATED,
            Thing.MIGRATION);

    private static List<Token> modify(List<Token> thing) {
        List<Token> region = new ArrayList<>();
        region.add(new Token("modify", "modify", Token.Type.WORD, thing.get(0).line(), " "));
        region.addAll(thing);
        return region;
    }

    /** "rolling back production is Maria's call". */
    private static Demand office(List<Token> sentence) {
        int last = sentence.size() - 1;
        if (last < 3 || !OFFICES.contains(word(sentence, last))) {
            return Demand.NOTHING;
        }
        for (int i = last - 1; i >= Math.max(1, last - 4); i--) {
            boolean of = sentence.get(i).is("is") || sentence.get(i).is("are");
            if (of && i + 1 < last) {
                boolean nobodys =
                        i + 2 == last && Set.of("your", "the", "an", "a").contains(word(sentence, i + 1));
                return nobodys ? Demand.NOTHING : demand(Polarity.DENY, sentence.subList(0, i), HUMANS);
            }
        }
        return Demand.NOTHING;
    }

    /** "only Julia deploys", "production is deployed by the CI server only", "tags are cut by maintainers only". */
    private static Demand alone(List<Token> sentence) {
        int only = Phrases.index(sentence, "only", 0);
        if (only < 0) {
            return Demand.NOTHING;
        }
        if (only == 0 && personMay(sentence) > 0) {
            return demand(Polarity.DENY, sentence.subList(personMay(sentence) + 1, sentence.size()), HUMANS);
        }
        if (only == 0 && isPerson(sentence)) {
            for (int i = 2; i < Math.min(sentence.size(), 6); i++) {
                boolean may = Set.of("may", "can", "should", "must").contains(word(sentence, i));
                boolean does = word(sentence, i).endsWith("s") && Verb.of(word(sentence, i)) != null;
                if ((may || does) && Verb.of(word(sentence, 1)) == null) {
                    return demand(Polarity.DENY, sentence.subList(may ? i + 1 : i, sentence.size()), HUMANS);
                }
            }
            return Demand.NOTHING;
        }
        if (only == 0) {
            return Demand.NOTHING;
        }
        int by = Phrases.index(sentence, "by", 0);
        boolean passive = by > 0
                && Verb.of(word(sentence, by - 1)) != null
                && sentence.subList(0, by).stream().anyMatch(token -> token.is("is") || token.is("are"));
        boolean people = sentence.subList(Math.max(0, by), sentence.size()).stream()
                .anyMatch(token -> token.isWord()
                        && (PEOPLE.contains(Nouns.singular(token.word())) || PIPELINES.contains(token.word())));
        if (passive && people && Math.abs(only - by) <= 6) {
            List<Token> region = new ArrayList<>();
            if (!Set.of("done", "handled", "performed", "made", "managed").contains(word(sentence, by - 1))) {
                region.add(sentence.get(by - 1));
            }
            sentence.subList(0, by - 1).stream()
                    .filter(token -> !token.is("is") && !token.is("are") && !token.is("only"))
                    .forEach(region::add);
            return demand(Polarity.DENY, region, HUMANS);
        }
        return Demand.NOTHING;
    }

    /** Where "may" stands in "only the release manager may …"; 0 if that is not said. */
    private static int personMay(List<Token> sentence) {
        boolean person = false;
        for (int i = 1; i < Math.min(sentence.size(), 6); i++) {
            if (person && Set.of("may", "can", "should", "must").contains(word(sentence, i))) {
                return i;
            }
            person |= sentence.get(i).isWord() && PEOPLE.contains(Nouns.singular(word(sentence, i)));
        }
        return 0;
    }

    /** "deployments must be triggered by a human". */
    private static Demand byPeople(List<Token> sentence) {
        int must = Phrases.index(sentence, "must", 0);
        int by = must < 0 ? -1 : Phrases.index(sentence, "by", must);
        boolean done = by > must + 1 && word(sentence, must + 1).equals("be") && by - must <= 5;
        if (!done || must == 0 || !namesPeople(sentence.subList(by + 1, sentence.size()))) {
            return Demand.NOTHING;
        }
        int is = 0;
        while (is < must && !sentence.get(is).is("is") && !sentence.get(is).is("are")) {
            is++;
        }
        return demand(Polarity.DENY, sentence.subList(0, is), HUMANS);
    }

    /** "…, the job checks their age": somebody else does it. */
    static boolean tellsWhatHappens(List<Token> step) {
        return Set.of("the", "a", "an", "it", "this", "that", "its", "each", "our", "they")
                .contains(Demand.firstWord(step));
    }

    /** "only Julia …", "only the owners …". */
    private static boolean isPerson(List<Token> sentence) {
        for (int i = 1; i < Math.min(sentence.size(), 4); i++) {
            Token token = sentence.get(i);
            if (!token.isWord() || Verb.of(token.word()) != null) {
                return false;
            }
            if (Character.isUpperCase(token.text().charAt(0)) || PEOPLE.contains(Nouns.singular(token.word()))) {
                return true;
            }
        }
        return false;
    }

    /** ", the user must repeat it": somebody has to do something. */
    static boolean waitsForPeople(List<Token> step) {
        for (int i = 0; i + 1 < step.size(); i++) {
            if (step.get(i).isWord()
                    && PEOPLE.contains(Nouns.singular(step.get(i).word()))
                    && Set.of("must", "has", "have", "needs", "need", "should")
                            .contains(step.get(i + 1).word())) {
                return true;
            }
        }
        return false;
    }

    /** "show me … before", "check with the owners before": a human hears of it. */
    static boolean shows(List<Token> sentence) {
        return Phrases.find(sentence.subList(0, Math.min(sentence.size(), 6)), SHOWN)[0] >= 0;
    }

    private static final Phrases SHOWN = Phrases.of(
            "show me",
            "tell me",
            "check with me",
            "check with",
            "inform me",
            "consult",
            "discuss",
            "let me know",
            "ping me",
            "coordinate with",
            "notify me",
            "confer with",
            "clear it with",
            "run it by",
            "wait for me",
            "talk to",
            "show the user",
            "tell the user",
            "inform the user",
            "notify the user",
            "warn the user",
            "alert the user");

    /** "take a dump before any DELETE": counts where something is destroyed. */
    private static Demand step(List<Token> sentence) {
        int before = Phrases.index(sentence, "before", 0);
        if (before < 1 || STARTS.contains(Demand.firstWord(sentence)) || before + 1 >= sentence.size()) {
            return Demand.NOTHING;
        }
        int end = Phrases.index(sentence, ":", before);
        List<Token> region = sentence.subList(before + 1, end < 0 ? sentence.size() : end);
        return Demand.step(region);
    }

    private static boolean isFlatRefusal(List<Token> tail) {
        boolean some = false;
        for (Token token : tail) {
            if (token.isCode() || (token.isWord() && !FLAT_REFUSALS.contains(token.word()))) {
                return false;
            }
            some |= token.isWord();
        }
        return some && tail.size() <= 4;
    }

    private static int lastColon(List<Token> sentence) {
        for (int i = sentence.size() - 2; i > 0; i--) {
            if (sentence.get(i).is(":") || sentence.get(i).is("—")) {
                return i;
            }
        }
        return -1;
    }

    private static Demand demand(Polarity polarity, List<Token> region, @Nullable String reading) {
        return new Demand(polarity, region, List.of(), reading, false);
    }

    private static Demand imperative(Polarity polarity, List<Token> region, String reading) {
        return new Demand(polarity, region, List.of(), reading, false, true);
    }

    private static String word(List<Token> tokens, int at) {
        return at >= 0 && at < tokens.size() ? tokens.get(at).word() : "";
    }
}
