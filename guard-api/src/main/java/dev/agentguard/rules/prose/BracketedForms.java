package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list in brackets as the forms of what stands in front: "disable TLS verification (`curl -k`, `X=0`)", "kill
 * commands (pkill, killall)". Brackets that say anything else are no such list.
 */
final class BracketedForms {

    private static final Set<String> BETWEEN =
            Vocabulary.words(", / or and & e.g eg i.e ie like such as including etc via using .");
    private static final Set<Verb> OF_PROGRAMS = Set.of(
            Verb.RUN,
            Verb.TERMINATE,
            Verb.PUBLISH,
            Verb.PUSH,
            Verb.DEPLOY,
            Verb.INSTALL,
            Verb.MIGRATE,
            Verb.SEED,
            Verb.CONNECT,
            Verb.RESET,
            Verb.REVERT,
            Verb.DISCARD,
            Verb.COMMENT,
            Verb.APPLY);
    private static final int MOST = 12;

    private BracketedForms() {}

    /**
     * Returns the commands, options and assignments that are listed; none if there is no such list.
     *
     * @param alone whether nothing else says what is meant, so that an option by itself does
     */
    static List<Found> read(Examples examples, List<Token> region, boolean alone) {
        int open = Phrases.index(region, "(", 1);
        int close = open < 0 ? -1 : Phrases.index(region, ")", open);
        if (close < 0) {
            return List.of();
        }
        List<Token> front = region.subList(0, open);
        if (front.stream().anyMatch(token -> token.isWord() && ClauseWords.isOfCode(token.word()))) {
            return List.of();
        }
        List<Verb> verbs = verbs(front);
        List<List<Token>> items = items(region.subList(open + 1, close));
        List<Found> founds = new ArrayList<>();
        for (List<Token> item : items) {
            boolean option = !item.isEmpty() && item.get(0).text().strip().startsWith("-");
            Condition form = item.isEmpty() || (option && !alone) ? null : form(examples, item, verbs);
            boolean word = !item.isEmpty() && item.stream().noneMatch(Token::isCode);
            if (form == null && word && !isEnd(item)) {
                return List.of();
            }
            if (form != null) {
                founds.add(Found.plain(form));
            }
        }
        return founds.size() > MOST ? List.of() : founds;
    }

    private static boolean isEnd(List<Token> item) {
        return item.stream().allMatch(token -> BETWEEN.contains(token.word()));
    }

    private static List<Verb> verbs(List<Token> words) {
        List<Verb> verbs = new ArrayList<>();
        for (Token word : words) {
            Verb verb = word.isWord() ? Verb.of(word.word()) : null;
            if (verb != null) {
                verbs.add(verb);
            }
        }
        return verbs;
    }

    private static List<List<Token>> items(List<Token> inside) {
        List<List<Token>> items = new ArrayList<>();
        List<Token> item = new ArrayList<>();
        for (Token token : inside) {
            boolean slash = token.is("/")
                    && !token.before().isEmpty()
                    && !item.isEmpty()
                    && item.get(0).isCode();
            if (slash || token.is(",") || token.is("or") || token.is("and") || token.is(";")) {
                items.add(item);
                item = new ArrayList<>();
            } else if (!BETWEEN.contains(token.word()) || token.isCode()) {
                item.add(token);
            }
        }
        items.add(item);
        return items;
    }

    private static @Nullable Condition form(Examples examples, List<Token> item, List<Verb> verbs) {
        Token first = item.get(0);
        boolean programs = verbs.stream().anyMatch(OF_PROGRAMS::contains);
        boolean disables = verbs.contains(Verb.DISABLE) || verbs.contains(Verb.SKIP);
        if (first.isCode()) {
            return item.size() == 1 ? code(examples, first.text().strip(), verbs, programs, disables) : null;
        }
        boolean named = programs && first.isWord() && item.stream().noneMatch(Token::isCode) && item.size() <= 6;
        return named && examples.isProgram(first.word()) && BarePrograms.isPlainName(first.word())
                ? CommandShape.program(first.word())
                : null;
    }

    private static @Nullable Condition code(
            Examples examples, String text, List<Verb> verbs, boolean programs, boolean disables) {
        Condition variable = text.indexOf('=') > 0 ? VariableNames.setBy(text) : null;
        if (variable != null) {
            return variable;
        }
        if (text.startsWith("--") && text.indexOf(' ') < 0 && text.length() > 6) {
            return new CommandShape(Set.of(), List.of(), List.of(Options.of(text)));
        }
        boolean option = text.indexOf(" -") > 0;
        if (Paths.isOne(text)) {
            return null;
        }
        if (programs || (disables && option)) {
            boolean line = text.indexOf(' ') > 0 || examples.isProgram(text);
            return line ? examples.literal(text) : null;
        }
        return verbs.contains(Verb.DESTROY) ? examples.destroying(text) : null;
    }
}
