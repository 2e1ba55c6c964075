package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.Locale;
import java.util.Map;

/**
 * One word of PowerShell and where it ends.
 *
 * @param word the word
 * @param end the position behind it
 */
record PowerShellWord(Word word, int end) {

    static PowerShellWord at(String text, int start, Map<String, Word> variables) {
        StringBuilder out = new StringBuilder();
        boolean known = true;
        int at = start;
        while (at < text.length() && " \t\r\n;|{}(),".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == '`' && at + 1 < text.length()) {
                if (text.charAt(at + 1) != '\n') {
                    out.append(text.charAt(at + 1));
                }
                at += 2;
            } else if (c == '\'') {
                int end = at + 1;
                while (end < text.length() && (text.charAt(end) != '\'' || text.startsWith("''", end))) {
                    out.append(text.charAt(end));
                    end += text.startsWith("''", end) ? 2 : 1;
                }
                at = end + 1;
            } else if (c == '"') {
                int end = at + 1;
                while (end < text.length() && text.charAt(end) != '"') {
                    if (text.charAt(end) == '`' && end + 1 < text.length()) {
                        end++;
                    } else if (text.charAt(end) == '$') {
                        int stop = name(text, end + 1);
                        Word value = value(text.substring(end, stop), variables);
                        out.append(value.text());
                        known &= value.known();
                        end = stop;
                        continue;
                    }
                    out.append(text.charAt(end++));
                }
                at = end + 1;
            } else if (c == '$') {
                int stop = name(text, at + 1);
                Word value = value(text.substring(at, stop), variables);
                out.append(value.text());
                known &= value.known();
                at = stop;
            } else {
                out.append(c);
                at++;
            }
        }
        return new PowerShellWord(new Word(out.toString(), known), Math.min(at, text.length()));
    }

    private static int name(String text, int from) {
        int at = from;
        while (at < text.length() && (ExpansionParser.isName(text.charAt(at)) || text.charAt(at) == ':')) {
            at++;
        }
        return at;
    }

    private static Word value(String variable, Map<String, Word> variables) {
        String name = variable.toLowerCase(Locale.ROOT);
        if (name.equals("$null") || name.equals("$true") || name.equals("$false")) {
            return Word.of(name);
        }
        return variables.getOrDefault(name, new Word(variable, false));
    }
}
