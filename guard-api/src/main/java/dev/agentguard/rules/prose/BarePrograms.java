package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads programs that are named without back-ticks where they are run or used: "run pytest, python, or airflow commands
 * directly". One of them has to be a program that is known; a name beside it is one as well.
 */
final class BarePrograms {

    private static final Set<String> RUNS = Set.of(
            "run", "running", "use", "using", "invoke", "invoking", "call", "calling", "execute", "executing", "try");
    private static final Set<String> LINKS = Set.of(",", "or", "and", "/", "nor", "&");
    private static final Set<String> ENDS = Set.of("command", "commands", "cli", "directly", "itself", "by");
    private static final Set<String> SILENT = Set.of("any", "the", "raw", "bare", "plain", "either", "just", "only");

    /** What may follow and narrows nothing. */
    private static final Set<String> BEHIND = Vocabulary.words(
            "directly on the host itself by hand manually locally here in this repo repository project "
                    + "workspace machine command commands cli at all for tasks anything ever yourself from your shell "
                    + "terminal any reason");

    /** Words of English that are names of programs too. */
    private static final Set<String> WORDS = Vocabulary.words(
            "make go time test find cut sort kill top less more at who which watch split join head tail "
                    + "file date service just task node deno code screen script state sleep touch read move copy "
                    + "format host install link open start say set type vault consul nomad bundle rake rails helm git "
                    + "docker terraform ansible aws vercel heroku firebase netlify railway supabase prisma fly "
                    + "truncate batch echo true false yes env expand fold look patch print shred sql sum tee tree "
                    + "users wait write bash sh");

    private static final int MOST = 8;

    private BarePrograms() {}

    /** "npm/yarn" below "Forbidden:": programs and nothing else. */
    static boolean areAll(List<Token> region) {
        return region.stream().anyMatch(Token::isWord)
                && region.stream()
                        .allMatch(token -> LINKS.contains(token.word())
                                || (token.isWord() && Programs.isOne(token.word()) && !WORDS.contains(token.word())));
    }

    static List<Found> read(Examples examples, List<Token> said) {
        List<Token> region = new ArrayList<>(said);
        if (areAll(said)) {
            region.add(0, Words.plain("use", said.get(0).line()));
            Token first = said.get(0);
            region.set(1, new Token(first.text(), first.word(), first.type(), first.line(), " "));
        }
        int at = 0;
        while (at < region.size()
                && (SILENT.contains(region.get(at).word())
                        || region.get(at).word().endsWith("ly"))) {
            at++;
        }
        if (at >= region.size() || !RUNS.contains(region.get(at).word())) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        int i = at + 1;
        for (; i < region.size() && names.size() < MOST; i++) {
            Token token = region.get(i);
            String word = token.word();
            if (ENDS.contains(word)) {
                break;
            }
            boolean name = token.isWord()
                    && !LINKS.contains(word)
                    && isName(word)
                    && (token.before().equals(" ") || region.get(i - 1).is("/"));
            if (name && (names.isEmpty() || LINKS.contains(region.get(i - 1).word()))) {
                names.add(word);
            } else if (!LINKS.contains(word) && !SILENT.contains(word)) {
                break;
            }
        }
        boolean known = names.stream().anyMatch(name -> !WORDS.contains(name) && examples.isProgram(name));
        boolean all = names.stream()
                .allMatch(name -> !WORDS.contains(name)
                        && (examples.isProgram(name) || (Verb.of(name) == null && !ClauseWords.isOfCode(name))));
        boolean whole = region.subList(i, region.size()).stream()
                .allMatch(token -> token.type() == Token.Type.MARK || BEHIND.contains(token.word()));
        return known && all && whole
                ? names.stream()
                        .map(name -> Found.plain(CommandShape.program(name)))
                        .toList()
                : List.of();
    }

    /** Whether a program's name is no word of English. */
    static boolean isPlainName(String word) {
        return !WORDS.contains(word) || word.equals("kill");
    }

    private static boolean isName(String word) {
        return word.length() > 1
                && Character.isLetter(word.charAt(0))
                && word.chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.'))
                && Thing.at(List.of(new Token(word, word, Token.Type.WORD, 1, " ")), 0) == null;
    }
}
