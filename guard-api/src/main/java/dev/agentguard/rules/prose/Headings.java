package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.List;
import java.util.Set;

/** What headings and lead-ins say besides a prohibition: that it is about code, or that it permits. */
final class Headings {

    private static final Set<String> CODE = Set.of(
            "class",
            "component",
            "react",
            "vue",
            "angular",
            "svelte",
            "describe",
            "controller",
            "reducer",
            "css",
            "html",
            "naming",
            "style",
            "styling",
            "formatting",
            "comment",
            "typing",
            "jsx",
            "template",
            "anti-pattern",
            "antipattern",
            "pattern",
            "test-case",
            "spec",
            "it");

    private static final Set<String> PERMITS = Set.of("allowed", "permitted", "safe", "ok", "okay", "fine");

    private Headings() {}

    static boolean isAboutCode(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String word = Nouns.singular(token.word());
            boolean call = token.is("(")
                    && i > 0
                    && token.before().isEmpty()
                    && tokens.get(i - 1).isWord();
            if (call
                    || (token.isWord() && CODE.contains(word) && !word.equals("it"))
                    || (token.isWord() && token.is("anti"))) {
                return true;
            }
        }
        return false;
    }

    /** "Ask first", "Requires approval". */
    static boolean isQuestion(List<Token> tokens) {
        return Demand.speaksOfApproval(tokens)
                && tokens.stream()
                        .allMatch(token ->
                                token.type() == Token.Type.MARK || (token.isWord() && ASKS.contains(token.word())));
    }

    private static final Set<String> ASKS = Set.of(
            "ask",
            "first",
            "always",
            "approval",
            "required",
            "requires",
            "require",
            "needs",
            "need",
            "confirm",
            "confirmation",
            "before",
            "user",
            "human",
            "explicit",
            "permission",
            "with",
            "only",
            "the",
            "me",
            "operations",
            "actions",
            "changes");

    static boolean isPermission(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            String before = i > 0 ? tokens.get(i - 1).word() : "";
            if (tokens.get(i).isWord()
                    && PERMITS.contains(tokens.get(i).word())
                    && !Set.of("not", "never", "isn't", "no").contains(before)) {
                return true;
            }
        }
        return Phrases.find(tokens, List.of(List.of("can", "do"), List.of("without", "asking"), List.of("may", "do")))
                                .length
                        > 0
                && Phrases.find(tokens, List.of(List.of("you", "can", "do"), List.of("you", "may", "do")))[0] >= 0
                && Phrases.index(tokens, "not", 0) < 0;
    }

    /** "Never modify:", "Do not delete these files:": what it is done to stands below. */
    static boolean isVerbOnly(List<Token> region) {
        boolean listed = region.stream().anyMatch(token -> token.is("these") || token.is("following"));
        boolean verb = false;
        for (Token token : region) {
            if (verb && !listed && Thing.at(List.of(token), 0) != null) {
                return false;
            }
            verb |= Verb.of(token.word()) != null && Verb.of(token.word()) != Verb.RUN;
        }
        return region.stream()
                        .allMatch(token -> !token.isCode()
                                && (token.type() == Token.Type.MARK
                                        || Verb.of(token.word()) != null
                                        || Vocabulary.FILLERS.contains(token.word())
                                        || Vocabulary.LEADS.contains(token.word())
                                        || (listed && Thing.at(List.of(token), 0) != null)
                                        || Environments.Environment.of(token.word()) != null
                                        || Set.of("in", "on", "or", "and", "against", "of")
                                                .contains(token.word())))
                && region.stream()
                        .noneMatch(token -> token.isWord()
                                && Set.of(
                                                Verb.COMMIT,
                                                Verb.PUSH,
                                                Verb.DEPLOY,
                                                Verb.PUBLISH,
                                                Verb.REBASE,
                                                Verb.MERGE,
                                                Verb.MIGRATE,
                                                Verb.AMEND)
                                        .contains(Verb.of(token.word()) == null ? Verb.RUN : Verb.of(token.word())));
    }
}
