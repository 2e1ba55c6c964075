package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a command's input comes from and what its output is written over. */
final class Redirections {

    /** Programs that print what they made of the files they are given. */
    private static final Set<String> FILTERS = Set.of(
            "cat",
            "tac",
            "nl",
            "rev",
            "sort",
            "uniq",
            "head",
            "tail",
            "cut",
            "paste",
            "tr",
            "grep",
            "egrep",
            "fgrep",
            "sed",
            "awk",
            "gawk",
            "mawk",
            "perl",
            "jq",
            "yq",
            "xmllint",
            "fold",
            "fmt",
            "column",
            "expand",
            "unexpand",
            "iconv",
            "envsubst",
            "base64",
            "gunzip",
            "zcat",
            "openssl",
            "gpg",
            "pandoc",
            "strings",
            "tee");

    private static final Word SOMETHING = new Word("", false);
    private static final Redirections NONE = new Redirections(null);

    /** A file that is opened for writing. */
    record Target(Word path, boolean append, boolean output) {}

    private final List<Target> targets = new ArrayList<>(0);
    private @Nullable Word input;
    private String from = "";
    private boolean away;

    private Redirections(@Nullable Word input) {
        this.input = input;
    }

    static Redirections of(List<Redirect> redirects, Expansion expansion, @Nullable Word input) {
        if (redirects.isEmpty()) {
            return input == null ? NONE : new Redirections(input);
        }
        Redirections result = new Redirections(input);
        for (Redirect redirect : redirects) {
            result.add(redirect, expansion);
        }
        return result;
    }

    private void add(Redirect redirect, Expansion expansion) {
        boolean first = redirect.descriptor.isEmpty();
        if (redirect.isHereDocument()) {
            RawWord body = redirect.body;
            input = body == null ? SOMETHING : expansion.one(body);
            return;
        }
        Word target = expansion.one(redirect.target);
        switch (redirect.operator) {
            case "<<<" -> {
                input = new Word(target.text() + "\n", target.known());
                return;
            }
            case "<" -> {
                if (first || redirect.descriptor.equals("0")) {
                    input = content(target, expansion.shell());
                    from = target.known() ? target.text() : "";
                }
                return;
            }
            case "<&" -> {
                return;
            }
            case ">&" -> {
                if (isDescriptor(target.text())) {
                    away |= (first || redirect.descriptor.equals("1"))
                            && !target.text().equals("1");
                    return;
                }
            }
            default -> {}
        }
        boolean append = redirect.operator.endsWith(">>") || redirect.operator.equals("<>");
        boolean output = (first && !redirect.operator.equals("<>")) || redirect.descriptor.equals("1");
        targets.add(new Target(target, append, output));
    }

    private static Word content(Word path, Shell shell) {
        if (path.text().equals("/dev/null")) {
            return Word.of("");
        }
        String content = path.known() ? shell.content(path.text()) : null;
        return content == null ? SOMETHING : Word.of(content);
    }

    private static boolean isDescriptor(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    @Nullable
    Word input() {
        return input;
    }

    /** Whether what is printed goes into a file. */
    boolean keepsOutput() {
        for (Target target : targets) {
            if (target.output()) {
                return true;
            }
        }
        return false;
    }

    /** Notes what was written; returns what is still printed. */
    @Nullable
    String wrote(Shell shell, @Nullable String output) {
        boolean elsewhere = away;
        for (Target target : targets) {
            if (target.path().known()) {
                shell.wrote(target.path().text(), target.output() ? output : null, target.append());
            }
            elsewhere |= target.output() && !target.path().text().equals("/dev/stdout");
        }
        return elsewhere ? "" : output;
    }

    /** Adds what opening the files does. */
    void report(Reading reading, SimpleCommands commands, List<Word> words, boolean empties) {
        for (Target target : targets) {
            boolean first = empties || readsItself(target, words) || isReadInFront(target, commands);
            WrittenFile.report(target, first, reading, commands.place());
        }
    }

    /** The file that it reads in place of its input, or nothing. */
    Word read() {
        return Word.of(from);
    }

    /** {@code cat f | sort > f}: the file is empty before the first program reads it. */
    private static boolean isReadInFront(Target target, SimpleCommands commands) {
        return target.output()
                && target.path().known()
                && !target.path().text().isEmpty()
                && commands.readInFront().contains(target.path());
    }

    /** {@code sort f > f}: the file is empty before the program reads it. */
    private boolean readsItself(Target target, List<Word> words) {
        if (!target.output() || !target.path().known() || words.isEmpty() || !isFilter(words.get(0))) {
            return false;
        }
        String path = target.path().text();
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).known() && words.get(i).text().equals(path)) {
                return true;
            }
        }
        return from.equals(path) && !path.isEmpty();
    }

    static boolean isFilter(Word program) {
        String name = program.text();
        return FILTERS.contains(name.substring(name.lastIndexOf('/') + 1));
    }
}
