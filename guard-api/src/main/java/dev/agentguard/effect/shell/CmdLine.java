package dev.agentguard.effect.shell;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads lines of the Windows command processor: every command of a line. */
final class CmdLine {

    private final CodeReader reader;
    private final Reading reading;
    private final String place;

    CmdLine(CodeReader reader, Reading reading, String place) {
        this.reader = reader;
        this.reading = reading;
        this.place = place;
    }

    void read(String text, Shell shell) {
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean started = false;
        boolean output = false;
        boolean known = true;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (c == '^' && !quoted && i + 1 < text.length()) {
                word.append(text.charAt(++i));
                started = true;
            } else if (c == '"') {
                quoted = !quoted && i < text.length();
                started = true;
            } else if (c == '\n' || (!quoted && "&|()<>, \t;=".indexOf(c) >= 0)) {
                if (started) {
                    add(new Word(word.toString(), known), words, output);
                    output = false;
                }
                word.setLength(0);
                started = false;
                known = true;
                output |= c == '>';
                if ("&|()\n".indexOf(c) >= 0) {
                    command(words, shell);
                    words.clear();
                }
            } else {
                known &= c != '%' && c != '!';
                word.append(c);
                started = true;
            }
        }
    }

    private void add(Word word, List<Word> words, boolean output) {
        if (!output) {
            words.add(word);
            return;
        }
        if (!word.text().equalsIgnoreCase("nul") && !word.text().startsWith("&")) {
            boolean empties = !words.isEmpty() && isNothing(words);
            effect(
                    "local:write",
                    empties ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                    empties ? "empties the file" : "writes a file");
        }
    }

    private static boolean isNothing(List<Word> words) {
        String first = words.get(0).text().toLowerCase(Locale.ROOT);
        return first.equals("break")
                || first.equals("rem")
                || (first.equals("type")
                        && words.size() > 1
                        && words.get(1).text().equalsIgnoreCase("nul"));
    }

    private void command(List<Word> words, Shell shell) {
        if (words.isEmpty() || !reading.command()) {
            return;
        }
        String name = words.get(0).text().toLowerCase(Locale.ROOT);
        name = name.startsWith("@") ? name.substring(1) : name;
        switch (name) {
            case "del", "erase", "rd", "rmdir" -> effect("cmd:" + name, Reversibility.IRREVERSIBLE, "deletes files");
            case "format", "format.com" -> effect("cmd:format", Reversibility.IRREVERSIBLE, "erases a disk");
            case "copy",
                    "xcopy",
                    "robocopy",
                    "move",
                    "ren",
                    "rename",
                    "mkdir",
                    "md",
                    "mklink",
                    "assoc",
                    "ftype",
                    "label" -> copies(name, words);
            case "",
                    "echo",
                    "echo.",
                    "cd",
                    "chdir",
                    "dir",
                    "type",
                    "ver",
                    "vol",
                    "set",
                    "setlocal",
                    "endlocal",
                    "title",
                    "cls",
                    "path",
                    "pushd",
                    "popd",
                    "rem",
                    "pause",
                    "exit",
                    "goto",
                    "shift",
                    "prompt",
                    "color",
                    "verify",
                    "break",
                    "more",
                    "find",
                    "findstr",
                    "where",
                    "tree",
                    "date",
                    "time",
                    "timeout" -> {}
            case "if", "for" -> nested(words, shell);
            case "call", "start", "cmd", "cmd.exe", "do", "else" -> after(words, shell);
            default -> program(words, shell);
        }
    }

    private void copies(String name, List<Word> words) {
        boolean mirror = false;
        for (Word word : words) {
            String lower = word.text().toLowerCase(Locale.ROOT);
            mirror |= lower.equals("/mir") || lower.equals("/purge");
        }
        boolean empties = name.equals("copy")
                && words.size() > 2
                && words.get(words.size() - 2).text().equalsIgnoreCase("nul");
        boolean destroys = mirror || empties;
        effect(
                "cmd:" + name,
                destroys ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                destroys ? "removes what is in the target" : "changes files");
    }

    /** {@code if exist x del x}, {@code for %i in (*) do del %i}: each word may start the command. */
    private void nested(List<Word> words, Shell shell) {
        for (int i = 1; i < words.size(); i++) {
            String lower = words.get(i).text().toLowerCase(Locale.ROOT);
            switch (lower) {
                case "del", "erase", "rd", "rmdir", "format", "do", "call", "start", "cmd" -> {
                    command(words.subList(i, words.size()), shell);
                    return;
                }
                default -> {}
            }
        }
    }

    private void after(List<Word> words, Shell shell) {
        int next = 1;
        while (next < words.size()
                && (words.get(next).text().startsWith("/")
                        || words.get(next).text().isEmpty())) {
            next++;
        }
        if (next < words.size() && reading.descend()) {
            command(words.subList(next, words.size()), shell);
            reading.ascend();
        }
    }

    private void program(List<Word> words, Shell shell) {
        Word first = words.get(0);
        String name = first.text().startsWith("@") ? first.text().substring(1) : first.text();
        List<Word> all = new ArrayList<>(words);
        all.set(0, new Word(name, first.known()));
        reader.process(all, shell);
    }

    private void effect(String operation, Reversibility reversibility, String reason) {
        reading.add(Effect.of(operation, new Evidence(reading.place(place), ""))
                .reversibility(reversibility, reason)
                .build());
    }
}
