package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads tools that are named in back-ticks, where the words around them say that they are tools or their names do. */
final class ToolNames {

    private static final Set<String> SAYS = Set.of("tool", "tools", "mcp", "toolset");
    private static final int LONGEST = 80;

    private ToolNames() {}

    static List<Found> read(List<Token> region, List<Token> above, List<Token> sentence) {
        boolean said = says(above) || says(sentence);
        boolean otherwise = region.stream()
                .anyMatch(
                        token -> token.isWord() && Verb.of(token.word()) != null && Verb.of(token.word()) != Verb.RUN);
        if (otherwise || region.stream().anyMatch(token -> token.is("register") || token.is("advertise"))) {
            return List.of();
        }
        List<Found> founds = new ArrayList<>();
        for (Token token : region) {
            String text = token.isCode() ? token.text().strip() : "";
            String name = text.endsWith("()") ? text.substring(0, text.length() - 2) : text;
            if (token.isCode()
                    && isName(name)
                    && (name.startsWith("mcp__") || isKnown(name) || (said && isCompound(name)))) {
                founds.add(Found.plain(new ToolCalled(name.toLowerCase(Locale.ROOT))));
            }
        }
        return founds;
    }

    private static boolean says(List<Token> words) {
        return words.stream().anyMatch(token -> token.isWord() && SAYS.contains(token.word()));
    }

    private static boolean isName(String text) {
        return text.length() > 3
                && text.length() <= LONGEST
                && Character.isLetter(text.charAt(0))
                && text.chars()
                        .allMatch(c -> c < 128
                                && (Character.isLetterOrDigit(c)
                                        || c == '_'
                                        || c == '-'
                                        || (c == '*' && text.endsWith("*") && text.startsWith("mcp__"))));
    }

    /** Tools of coding agents whose names are no words of anything else. */
    private static boolean isKnown(String name) {
        return AGENTS_TOOLS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static final Set<String> AGENTS_TOOLS = Vocabulary.words(
            "killshell killbash webfetch websearch multiedit notebookedit todowrite exitplanmode bashoutput "
                    + "askuserquestion slashcommand google_web_search run_shell_command");

    /** {@code DownloadSoftware}, {@code send_email}: of several words, as names of tools are. */
    private static boolean isCompound(String name) {
        if (name.indexOf('_') > 0) {
            return true;
        }
        for (int i = 1; i < name.length(); i++) {
            if (Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }
}
