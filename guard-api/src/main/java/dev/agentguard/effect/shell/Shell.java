package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a shell process remembers while its commands are read: variables, functions, aliases, the positional parameters
 * and the files that it wrote with known content. A subshell sees what its parent has and changes only its own. Not
 * safe for use by threads.
 */
final class Shell {

    private static final int MOST = 1_000;
    private static final int MOST_DIRECTORIES = 16;

    /**
     * A variable's value.
     *
     * @param elements its elements, one if it is no array; null if they cannot be known
     */
    record Value(@Nullable List<Word> elements) {

        static final Value UNKNOWN = new Value(null);

        static Value of(Word word) {
            return word.known() ? new Value(List.of(word)) : UNKNOWN;
        }
    }

    /** A function and whether it was surely defined. */
    record Definition(Node body, boolean certain) {}

    private final @Nullable Shell parent;
    private final Map<String, Value> variables = new HashMap<>(4);
    private @Nullable Map<String, Boolean> exported;
    private @Nullable Map<String, Definition> functions;
    private @Nullable Map<String, String> aliases;
    private @Nullable Map<String, String> files;
    private @Nullable List<Word> positional;
    private List<Word> directories = List.of();
    private String self = "sh";
    private int perhaps;
    private int changes;

    private Shell(@Nullable Shell parent) {
        this.parent = parent;
        if (parent != null) {
            positional = parent.positional;
            directories = parent.directories;
            self = parent.self;
            perhaps = parent.perhaps;
        }
    }

    /** A new process whose positional parameters are not known. */
    static Shell fresh() {
        return new Shell(null);
    }

    Shell child() {
        return new Shell(this);
    }

    /** Enters what may or may not run. */
    void perhaps() {
        perhaps++;
    }

    void surely() {
        perhaps--;
    }

    private boolean isCertain() {
        return perhaps == 0;
    }

    /** How often something was assigned: what a loop's second turn may see. */
    int changes() {
        return changes;
    }

    void assign(String name, Value value) {
        if (variables.size() >= MOST) {
            return;
        }
        changes++;
        Value before = variable(name);
        variables.put(name, isCertain() || before == null || value.equals(before) ? value : Value.UNKNOWN);
    }

    /** Takes over what a child may have assigned in this process: some shells run the end of a pipeline themselves. */
    void mayHaveAssigned(Shell child) {
        perhaps++;
        child.variables.forEach(this::assign);
        perhaps--;
    }

    void unset(String name) {
        assign(name, isCertain() ? Value.of(Word.of("")) : Value.UNKNOWN);
    }

    /** The value, or null if nothing was assigned: the environment may still hold one. */
    @Nullable
    Value variable(String name) {
        for (Shell shell = this; shell != null; shell = shell.parent) {
            Value value = shell.variables.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    void define(String name, Node body) {
        if (functions == null) {
            functions = new HashMap<>();
        }
        if (functions.size() < MOST) {
            functions.put(name, new Definition(body, isCertain()));
        }
    }

    @Nullable
    Definition function(String name) {
        for (Shell shell = this; shell != null; shell = shell.parent) {
            Definition definition = shell.functions == null ? null : shell.functions.get(name);
            if (definition != null) {
                return definition;
            }
        }
        return null;
    }

    void alias(String name, String text) {
        if (aliases == null) {
            aliases = new HashMap<>();
        }
        if (aliases.size() < MOST) {
            aliases.put(name, text);
        }
    }

    @Nullable
    String alias(String name) {
        for (Shell shell = this; shell != null; shell = shell.parent) {
            String text = shell.aliases == null ? null : shell.aliases.get(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Notes what a file holds; null if that cannot be known any more. */
    void wrote(String path, @Nullable String content, boolean append) {
        Shell root = root();
        if (root.files == null) {
            root.files = new HashMap<>();
        }
        String key = plainPath(path);
        String before = append ? root.files.get(key) : "";
        String now = content == null || before == null || !isCertain() ? null : before + content;
        if (root.files.size() < MOST) {
            root.files.put(key, now == null || now.length() > TextTools.LONGEST ? "" : now);
        }
        if (now == null) {
            root.files.remove(key);
        }
    }

    /** What a file holds, if this script wrote it. */
    @Nullable
    String content(String path) {
        Map<String, String> known = root().files;
        return known == null ? null : known.get(plainPath(path));
    }

    private Shell root() {
        Shell shell = this;
        while (shell.parent != null) {
            shell = shell.parent;
        }
        return shell;
    }

    private static String plainPath(String path) {
        String plain = path;
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        return plain;
    }

    /** The positional parameters, or null if they are not known. */
    @Nullable
    List<Word> positional() {
        return positional;
    }

    @Nullable
    List<Word> positional(@Nullable List<Word> values) {
        List<Word> before = positional;
        positional = values == null ? null : new ArrayList<>(values);
        return before;
    }

    String self() {
        return self;
    }

    void self(String name) {
        self = name;
    }

    /** The directories in which it may be; empty if it is where it started. */
    List<Word> directories() {
        return directories;
    }

    /** Takes over where a child that turned out to be no process of its own went. */
    void wentWith(Shell child) {
        directories = child.directories;
    }

    /** Goes to a directory, if it goes at all. */
    void goTo(Word directory) {
        List<Word> from = directories.isEmpty() ? List.of(Word.of(".")) : directories;
        List<Word> now = new ArrayList<>(isCertain() ? List.of() : from);
        for (Word before : from) {
            Word inside = isAbsolute(directory.text())
                    ? directory
                    : new Word(before.text() + "/" + directory.text(), before.known() && directory.known());
            if (!now.contains(inside)) {
                now.add(inside);
            }
        }
        directories = now.size() > MOST_DIRECTORIES ? List.of(new Word("", false)) : List.copyOf(now);
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.startsWith("~") || path.startsWith("\\\\") || path.startsWith(":", 1);
    }

    /** Notes that programs get a variable, or may get it. */
    void export(String name, boolean surely) {
        if (exported == null) {
            exported = new HashMap<>(4);
        }
        if (exported.size() < MOST) {
            exported.put(name, surely && !Boolean.FALSE.equals(exported.get(name)));
        }
    }

    void export(String name) {
        export(name, isCertain());
    }

    /** What a program is or may be given as a variable, as far as this script assigned it. */
    @Nullable
    Word given(String name) {
        for (Shell shell = this; shell != null; shell = shell.parent) {
            Value value = shell.variables.get(name);
            if (value != null) {
                List<Word> elements = value.elements();
                boolean known = elements != null && elements.size() == 1 && isExported(name);
                return known && elements != null ? elements.get(0) : new Word("$" + name, false);
            }
        }
        return null;
    }

    private boolean isExported(String name) {
        for (Shell shell = this; shell != null; shell = shell.parent) {
            Boolean surely = shell.exported == null ? null : shell.exported.get(name);
            if (surely != null) {
                return surely;
            }
        }
        return false;
    }
}
