package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads "hands off X", "`legacy/` is frozen", "only run read-only queries". */
final class ProtectedThings {

    private static final Phrases READ_ONLY = Phrases.of("read only");

    private static final Set<String> FROZEN =
            Set.of("frozen", "read-only", "readonly", "immutable", "untouchable", "locked", "sacred", "taboo");

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

    private ProtectedThings() {}

    /** "only run read-only queries against the database": what is more than reading is forbidden. */
    static Demand readingOnly(List<Token> sentence) {
        int only = Phrases.index(sentence, "only", 0);
        int reads = Phrases.find(sentence, READ_ONLY)[0];
        boolean acts = reads > only
                && only >= 0
                && only <= 2
                && Set.of("queries", "query", "commands", "operations", "access", "statements", "actions")
                        .contains(Words.at(sentence, reads + 2));
        if (!acts) {
            return Demand.NOTHING;
        }
        List<Token> thing = sentence.subList(reads + 3, sentence.size()).stream()
                .filter(token -> token.isWord() && Thing.at(List.of(token), 0) != null)
                .toList();
        List<Token> region = new ArrayList<>(thing);
        if (region.isEmpty()) {
            String about = Words.at(sentence, reads + 2).startsWith("quer")
                            || Words.at(sentence, reads + 2).startsWith("stat")
                    ? "database"
                    : "anything";
            region.add(new Token(about, about, Token.Type.WORD, sentence.get(0).line(), " "));
        }
        return Demand.deny(modify(region), null);
    }

    /** "hands off X", "leave X alone", "keep X untouched". */
    static Demand untouched(List<Token> sentence) {
        String first = Words.first(sentence);
        int end = Phrases.index(sentence, first.equals("leave") ? "alone" : "untouched", 0);
        List<Token> thing = List.of();
        if (first.equals("hands") && Words.at(sentence, 1).equals("off")) {
            thing = sentence.subList(2, sentence.size());
        } else if ((first.equals("leave") || first.equals("keep")) && end > 1) {
            thing = sentence.subList(1, end);
        }
        if (thing.isEmpty()) {
            return Demand.NOTHING;
        }
        return Demand.deny(modify(thing), null);
    }

    /** "`legacy/` is frozen", "`third_party/` is read-only". */
    static Demand frozen(List<Token> sentence) {
        for (int i = 1; i + 1 < sentence.size(); i++) {
            boolean is = sentence.get(i).is("is")
                    || sentence.get(i).is("are")
                    || sentence.get(i).is("stays");
            boolean treated =
                    sentence.get(i).is("as") && Set.of("treat", "consider").contains(Words.first(sentence));
            boolean standard = sentence.subList(i, sentence.size()).stream().anyMatch(token -> token.is("default"));
            if ((is || treated) && !standard && isFrozen(sentence, i + 1)) {
                return frozenThing(sentence.subList(treated ? 1 : 0, i));
            }
        }
        return Demand.NOTHING;
    }

    /** "Ignore `.archive/` unless told to": only where somebody may allow it; else it says what a search leaves out. */
    static Demand ignored(List<Token> sentence) {
        int when = ConditionStart.in(sentence);
        boolean asked = when < sentence.size() && Approval.isIn(sentence.subList(when, sentence.size()));
        List<Token> thing = sentence.subList(1, Math.max(1, when));
        boolean paths = asked
                && Words.first(sentence).equals("ignore")
                && thing.stream().anyMatch(Token::isCode)
                && thing.stream()
                        .filter(Token::isCode)
                        .allMatch(token -> Paths.isOne(token.text().strip()));
        return paths
                ? new Demand(
                        Polarity.DENY,
                        ProtectedPaths.ofPlace(thing),
                        sentence.subList(when, sentence.size()),
                        null,
                        false)
                : Demand.NOTHING;
    }

    private static boolean isFrozen(List<Token> sentence, int at) {
        return FROZEN.contains(Words.at(sentence, at))
                || (Words.at(sentence, at).equals("read")
                        && Words.at(sentence, at + 1).equals("only"));
    }

    /** Files, databases and systems are, and what a tool does; "state is immutable" is of code. */
    private static Demand frozenThing(List<Token> thing) {
        boolean told = Set.of("this", "it", "that").contains(Words.first(thing))
                && thing.stream().noneMatch(Token::isCode);
        if (told) {
            return Demand.NOTHING;
        }
        for (Token token : thing) {
            if (token.isWord() && Tools.ofSystem(token.word())) {
                List<Token> region = new ArrayList<>();
                for (String word : List.of(token.word(), "command", "that", "modifies", "anything")) {
                    region.add(new Token(word, word, Token.Type.WORD, token.line(), " "));
                }
                return Demand.deny(region, null);
            }
        }
        boolean stored = thing.stream().anyMatch(Token::isCode);
        for (int i = 0; i < thing.size() && !stored; i++) {
            Thing.Found found = thing.get(i).isWord() ? Thing.at(thing, i) : null;
            stored = found != null && SYSTEMS.contains(found.thing());
        }
        return stored ? Demand.deny(modify(thing), null) : Demand.NOTHING;
    }

    private static List<Token> modify(List<Token> thing) {
        List<Token> region = new ArrayList<>();
        region.add(new Token("modify", "modify", Token.Type.WORD, thing.get(0).line(), " "));
        region.addAll(thing);
        return region;
    }
}
