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
            "pattern",
            "test-case",
            "spec",
            "it");

    private static final Set<String> PERMITS = Set.of("allowed", "permitted", "safe", "ok", "okay", "fine");

    private static final Phrases YOU_MAY = Phrases.of("you can do", "you may do");

    private Headings() {}

    static boolean isAboutCode(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String word = Nouns.singular(token.word());
            boolean call = token.is("(")
                    && i > 0
                    && token.before().isEmpty()
                    && tokens.get(i - 1).isWord();
            if (call || (token.isWord() && CODE.contains(word) && !word.equals("it") && !isAnti(tokens, i))) {
                return true;
            }
        }
        return false;
    }

    /** "Anti-patterns" may be of any kind. */
    private static boolean isAnti(List<Token> tokens, int at) {
        return tokens.get(at).word().startsWith("anti")
                || (at > 0 && tokens.get(at - 1).is("anti"));
    }

    /** "Ask first", "Requires approval". */
    static boolean isQuestion(List<Token> tokens) {
        if (leadsToApproved(tokens)) {
            return true;
        }
        return tokens.stream().anyMatch(token -> token.isWord() && WAITS.contains(token.word()))
                && Approval.isIn(tokens)
                && tokens.stream()
                        .allMatch(token ->
                                token.type() == Token.Type.MARK || (token.isWord() && ASKS.contains(token.word())));
    }

    /** "What not to do", "Don'ts": what is forbidden stands below. */
    static boolean isProhibition(List<Token> tokens) {
        List<Token> words = tokens.stream().filter(Token::isWord).toList();
        int[] found = Phrases.find(words, PROHIBITIONS);
        boolean refuses = words.size() > 1
                && words.size() <= 4
                && Set.of("never", "don't", "forbidden", "prohibited")
                        .contains(words.get(words.size() - 1).word())
                && words.stream().noneMatch(word -> Verb.of(word.word()) != null);
        boolean titled = words.size() > 2
                && Set.of("forbidden", "prohibited", "banned", "disallowed", "blocked")
                        .contains(words.get(0).word())
                && Set.of("operations", "commands", "actions")
                        .contains(words.get(words.size() - 1).word())
                && words.stream().noneMatch(word -> Verb.of(word.word()) != null);
        return (found[0] >= 0 || refuses || titled || HumanOnly.isOne(words))
                && words.size() <= 6
                && tokens.stream().noneMatch(Token::isCode);
    }

    private static final Phrases PROHIBITIONS = Phrases.of(
            "what not to do",
            "things not to do",
            "things to avoid",
            "what to avoid",
            "don'ts",
            "donts",
            "no-gos",
            "no-go's",
            "nos",
            "red lines",
            "hands off",
            "off limits",
            "off-limits");

    /** "Protected files": what is listed below is not to be modified. */
    static boolean areProtectedFiles(List<Token> tokens) {
        List<Token> words = tokens.stream().filter(Token::isWord).toList();
        return words.size() > 1
                && words.size() <= 5
                && tokens.stream().noneMatch(Token::isCode)
                && words.stream().anyMatch(word -> PROTECTED.contains(word.word()))
                && words.stream().anyMatch(word -> PROTECTABLE.contains(word.word()))
                && words.stream()
                        .allMatch(word -> PROTECTED.contains(word.word())
                                || PROTECTABLE.contains(word.word())
                                || Set.of("list", "only", "and", "the", "of", "do", "not", "touch", "strictly")
                                        .contains(word.word()));
    }

    private static final Set<String> PROTECTED =
            Set.of("protected", "read", "readonly", "limits", "off", "frozen", "immutable", "untouchable", "locked");
    private static final Set<String> PROTECTABLE =
            Set.of("file", "files", "folders", "paths", "directories", "areas", "zones", "modules");

    /** "You must get written approval from the owners for": what waits for it stands below. */
    private static boolean leadsToApproved(List<Token> tokens) {
        int last = tokens.size() - 1;
        while (last > 0 && tokens.get(last).type() == Token.Type.MARK) {
            last--;
        }
        return last > 1
                && Set.of("for", "before", "prior", "on")
                        .contains(tokens.get(last).word())
                && Approval.isIn(tokens)
                && Phrases.find(tokens, Vocabulary.NEVER)[0] < 0
                && Phrases.find(tokens, Vocabulary.NO_NEED)[0] < 0;
    }

    /** Words that ask; "permission changes" does not. */
    private static final Set<String> WAITS = Set.of(
            "ask",
            "approval",
            "confirm",
            "confirmation",
            "requires",
            "require",
            "required",
            "consent",
            "explicit",
            "first",
            "without",
            "needs",
            "need");

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
            "you",
            "must",
            "what",
            "things",
            "that",
            "without",
            "restricted",
            "forbidden",
            "prohibited",
            "proceeding",
            "doing",
            "stop",
            "and",
            "wait",
            "get",
            "for",
            "boundaries",
            "gated",
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
        return Phrases.find(tokens, YOU_MAY)[0] >= 0 && Phrases.index(tokens, "not", 0) < 0;
    }

    /** "edit these files", "touch that path": what is meant stands elsewhere, most often in a list below. */
    static boolean pointsBelow(List<Token> region) {
        return isVerbOnly(region)
                && region.stream().noneMatch(Token::isCode)
                && region.stream()
                        .anyMatch(token -> Set.of("these", "those", "following", "such", "below")
                                .contains(token.word()));
    }

    /** "Never modify:", "Do not delete these files:": what it is done to stands below. */
    static boolean isVerbOnly(List<Token> region) {
        boolean listed = region.stream()
                .anyMatch(token ->
                        Set.of("these", "following", "those", "below", "paths").contains(token.word()));
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
