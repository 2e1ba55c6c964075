package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Headings and lines that ask for approval of what is listed below: "Operations requiring approval:", "Ask first". */
final class ApprovalLeads {

    /** What is listed, in words that say nothing of which. */
    private static final Set<String> LISTED = Vocabulary.words(
            "operations operation actions action changes change things tasks activities commands steps "
                    + "items work decisions what anything everything following these those all any every files file "
                    + "folders paths directories areas global shared protected sensitive core critical important key "
                    + "dangerous risky major external high-risk gated restricted requests human the");

    private static final Set<String> WAITS = Vocabulary.words(
            "ask asks asking confirm confirming require requires requiring required need needs needing "
                    + "needed get obtain request wait seek await check "
                    + " ");

    private static final Set<String> ASIDE = Vocabulary.words(
            "always must should you agents agent claude ai which that explicit explicitly your my our their "
                    + "user user's users owner maintainer team human written prior manual separate per-action before "
                    + "proceeding doing acting executing running making touching first stop and or for from with by "
                    + "to on the a an it them only please never do without list gates gate boundaries zone zones tier "
                    + "level me us be is are hard limits limit necessary mandatory in of also still will not unless "
                    + "until granted given beforehand upfront");

    private static final Set<String> FILES =
            Set.of("files", "file", "folders", "paths", "directories", "areas", "modules");

    private ApprovalLeads() {}

    /** Whether the words only say that what is listed waits for a human. */
    static boolean isOne(List<Token> said) {
        List<Token> words = plain(said);
        if (words.isEmpty() || words.size() > 14 || !Approval.isIn(words) || forbidsAsking(words)) {
            return false;
        }
        boolean waits = words.stream().anyMatch(token -> WAITS.contains(token.word()));
        return waits
                && words.stream()
                        .allMatch(token -> token.isWord()
                                && (LISTED.contains(token.word())
                                        || WAITS.contains(token.word())
                                        || ASIDE.contains(token.word())
                                        || Vocabulary.APPROVAL.contains(token.word())
                                        || Vocabulary.APPROVAL_NOUNS.contains(token.word())));
    }

    /** "Global files that need your confirmation": files, so that what waits is a change of them. */
    static boolean areFiles(List<Token> said) {
        return plain(said).stream().anyMatch(token -> FILES.contains(token.word()));
    }

    /** "does not require approval", "no approval needed", "never ask". */
    private static boolean forbidsAsking(List<Token> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).word();
            String next = Words.at(words, i + 1);
            boolean not =
                    Set.of("not", "never", "no", "don't", "doesn't", "without").contains(word);
            if (not && (WAITS.contains(next) || next.isEmpty()) && !word.equals("without")) {
                return true;
            }
            if (word.equals("without") && next.equals("asking") && Phrases.find(words, Vocabulary.NEVER)[0] < 0) {
                return true;
            }
        }
        return Phrases.find(words, Vocabulary.NO_NEED)[0] >= 0
                || words.get(words.size() - 1).is("?");
    }

    /** The words without signs and without remarks in brackets. */
    private static List<Token> plain(List<Token> said) {
        List<Token> plain = new ArrayList<>();
        int depth = 0;
        for (Token token : said) {
            depth += token.is("(") ? 1 : 0;
            if (depth == 0 && (token.type() != Token.Type.MARK || token.is("?"))) {
                plain.add(token);
            }
            depth -= token.is(")") && depth > 0 ? 1 : 0;
        }
        return plain;
    }
}
