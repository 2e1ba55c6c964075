package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code powershell} and {@code cmd} are given to run. */
final class WindowsShells {

    private WindowsShells() {}

    /** Reads a start of a Windows shell; false if the program is none. */
    static boolean read(
            String program,
            List<Word> arguments,
            Shell shell,
            @Nullable Word input,
            CodeReader code,
            Reading reading,
            String place) {
        switch (program.toLowerCase(Locale.ROOT)) {
            case "powershell", "pwsh", "powershell_ise", "pwsh-preview" ->
                powerShell(arguments, shell, input, code, reading, place);
            case "cmd", "command.com" -> commandProcessor(arguments, shell, code);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void powerShell(
            List<Word> arguments, Shell shell, @Nullable Word input, CodeReader code, Reading reading, String place) {
        for (int i = 0; i < arguments.size(); i++) {
            Word word = arguments.get(i);
            String option = word.text().toLowerCase(Locale.ROOT).replace('/', '-');
            if (!option.startsWith("-") || option.equals("-")) {
                code.read("powershell", joined(arguments, i), shell);
                return;
            }
            String name = option.startsWith("--") ? option.substring(1) : option;
            if (("-encodedcommand".startsWith(name) && name.length() > 1)
                    || name.equals("-ec")
                    || name.equals("-enc")) {
                encoded(i + 1 < arguments.size() ? arguments.get(i + 1) : word, shell, code);
                return;
            }
            if (name.length() > 1 && "-command".startsWith(name)) {
                Word text = joined(arguments, i + 1);
                code.read("powershell", text.text().equals("-") && input != null ? input : text, shell);
                return;
            }
            if (name.length() > 1 && "-file".startsWith(name)) {
                reading.unknown("powershell:script", place, "", "runs a script that was not read");
                return;
            }
            if (name.equals("-version")
                    || name.equals("-help")
                    || name.equals("-?")
                    || name.equals("-h")
                    || name.equals("-v")) {
                return;
            }
            i += takesValue(name) ? 1 : 0;
        }
        if (input != null) {
            code.read("powershell", input, shell);
        } else {
            reading.unknown("powershell:unknown", place, "", "a shell that reads its commands from elsewhere");
        }
    }

    private static boolean takesValue(String name) {
        return name.length() > 2
                && ("-executionpolicy".startsWith(name)
                        || name.equals("-ep")
                        || "-windowstyle".startsWith(name)
                        || "-inputformat".startsWith(name)
                        || "-outputformat".startsWith(name)
                        || "-configurationname".startsWith(name)
                        || "-workingdirectory".startsWith(name)
                        || name.equals("-wd")
                        || "-psconsolefile".startsWith(name));
    }

    /** The code is base64 of UTF-16. */
    private static void encoded(Word word, Shell shell, CodeReader code) {
        byte[] bytes = word.known() ? Decoding.bytesFromBase64(word.text()) : null;
        Word text = bytes == null ? new Word("", false) : Word.of(new String(bytes, StandardCharsets.UTF_16LE));
        code.read("powershell", text, shell);
    }

    private static void commandProcessor(List<Word> arguments, Shell shell, CodeReader code) {
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i).text().toLowerCase(Locale.ROOT);
            if (option.startsWith("/c")
                    || option.startsWith("/k")
                    || option.startsWith("/r")
                    || option.startsWith("//c")) {
                code.read("cmd", joined(arguments, i + 1), shell);
                return;
            }
        }
    }

    private static Word joined(List<Word> words, int from) {
        StringBuilder text = new StringBuilder();
        boolean known = true;
        for (Word word : words.subList(Math.min(from, words.size()), words.size())) {
            text.append(text.isEmpty() ? "" : " ").append(word.text());
            known &= word.known();
        }
        return new Word(text.toString(), known);
    }
}
