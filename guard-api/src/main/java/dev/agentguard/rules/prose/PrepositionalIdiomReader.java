package dev.agentguard.rules.prose;

import java.util.Set;

/** Reads fixed phrases of a preposition, which say nothing or only when: "under any circumstances", "after hours". */
record PrepositionalIdiomReader(ClauseState state) implements PhraseReader {

    private static final Set<String> MEASURES = Set.of("over", "above", "below", "under", "exceeding");
    private static final Set<String> PRONOUNS = Set.of("it", "them", "those", "there");
    /** Systems that a command line speaks to anyway. */
    private static final Set<String> SYSTEMS = Set.of(
            "redis",
            "postgres",
            "postgresql",
            "mysql",
            "mongodb",
            "kubernetes",
            "docker",
            "aws",
            "gcp",
            "azure",
            "supabase",
            "git",
            "github",
            "gitlab");

    private static final Set<String> MANNERS = Set.of("form", "way", "shape", "manner", "case", "event");
    private static final Set<String> REGISTRIES =
            Set.of("registry", "registries", "npm", "pypi", "rubygems", "nuget", "crates", "npmjs", "hex");
    private static final Set<String> PURPOSES = Set.of("verify", "validate", "check", "confirm", "ensure");
    private static final Set<String> RESULTS = Set.of("results", "result", "resulting", "lead", "leads");
    private static final int SHOWN = 3;

    @Override
    public boolean read() {
        return amount() || silent() || purpose() || pronoun() || time() || registry();
    }

    /** "in the results", "as such", "rows of": read as if the preposition was not there. */
    static boolean saysNothing(Cursor words) {
        return switch (words.word()) {
            case "of" -> true;
            case "in" -> RESULTS.contains(words.previous());
            case "as" -> words.previous().equals("such") || words.previous().equals("well");
            default -> false;
        };
    }

    /** "over 100 EUR". */
    private boolean amount() {
        Cursor words = state.words;
        boolean amount = MEASURES.contains(words.word()) && Amount.starts(words.tokens(), words.at() + 1);
        if (amount) {
            state.findings.addUnknown(words.text(words.at(), SHOWN));
            words.moveTo(Math.min(words.size(), words.at() + SHOWN));
        }
        return amount;
    }

    private boolean silent() {
        Cursor words = state.words;
        if (words.word().equals("to")
                && words.at() + 1 < words.size()
                && words.token(words.at() + 1).type() == Token.Type.QUOTE
                && state.findings.hasNew()) {
            words.skipAll();
            return true;
        }
        int everyday = EverydayScopes.length(words.tokens(), words.at());
        int length = everyday > 0 ? everyday : silentLength();
        words.skip(length);
        return length > 0;
    }

    private int silentLength() {
        Cursor words = state.words;
        String word = words.word();
        String next = words.ahead(1);
        if (word.equals("on") && words.previous().equals("so")) {
            return 1;
        }
        boolean ofSystem = (word.equals("on") || word.equals("in"))
                && words.isCode(words.at() - 1)
                && state.findings.hasNew()
                && SYSTEMS.contains(next)
                && !words.isWord(words.at() + 2);
        if (ofSystem) {
            return 2;
        }
        boolean circumstances = word.equals("under")
                && Set.of("any", "no").contains(next)
                && words.ahead(2).startsWith("circumstance");
        boolean manner = word.equals("in") && Set.of("any", "every").contains(next) && MANNERS.contains(words.ahead(2));
        return circumstances || manner ? 3 : 0;
    }

    /** "delete volumes to free space". */
    private boolean purpose() {
        Cursor words = state.words;
        boolean purpose = words.word().equals("to")
                && state.hasBegun()
                && (Verb.of(words.ahead(1)) != null || PURPOSES.contains(words.ahead(1)));
        if (purpose) {
            words.skipAll();
        }
        return purpose;
    }

    /** "in it", "with those". */
    private boolean pronoun() {
        Cursor words = state.words;
        int behind = words.at() + 2;
        boolean pronoun = PRONOUNS.contains(words.ahead(1))
                && (!words.isWord(behind) || ClauseWords.LINKS.contains(words.word(behind)));
        if (pronoun) {
            state.findings.addUnknown(words.word() + " " + words.ahead(1));
            words.skip(2);
        }
        return pronoun;
    }

    /** "after hours", "during a release": the time is not seen. */
    private boolean time() {
        Cursor words = state.words;
        boolean time = (words.word().equals("after") || words.word().equals("during")) && state.hasBegun();
        if (time) {
            state.findings.addUnknown(words.text(words.at(), SHOWN));
            words.skipAll();
        }
        return time;
    }

    /** "publish to npm", "to the registry": there is nowhere else to publish to. */
    private boolean registry() {
        Cursor words = state.words;
        int length = !words.word().equals("to")
                ? 0
                : REGISTRIES.contains(words.ahead(1)) ? 2 : REGISTRIES.contains(words.ahead(2)) ? 3 : 0;
        words.skip(length);
        return length > 0;
    }
}
