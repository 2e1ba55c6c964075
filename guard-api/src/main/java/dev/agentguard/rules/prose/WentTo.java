package dev.agentguard.rules.prose;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.rules.ActionView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The directories that a script goes to, as it is written: {@code cd gen && rm a.ts} is about {@code gen/a.ts}. Immutable
 * once read.
 */
final class WentTo {

    private static final int LONGEST = 1 << 16;
    private static final int MOST = 20;
    private static final int MOST_WORDS = 5_000;
    private static final Set<String> GOES = Set.of("cd", "chdir", "pushd", "set-location", "push-location", "sl");
    private static final Set<String> FOR_ONE = Set.of("-C", "--directory", "--chdir");

    /** What the words behind a directory that is not known until the line runs stand for: any directory. */
    static final String ANYWHERE = "?";

    private static final List<String> HERE = List.of("$(git rev-parse --show-toplevel)", "$(pwd)", "${PWD}", "$PWD");
    private static final Set<String> BACK = Set.of("popd", "pop-location");
    private static final Set<String> PLACES = Set.of(
            "cwd",
            "dir",
            "directory",
            "workdir",
            "working_directory",
            "workingdirectory",
            "working_dir",
            "workingdir",
            "folder",
            "basedir",
            "base_dir",
            "root");

    private final Set<String> directories = new LinkedHashSet<>();
    private final Map<String, Set<String>> words = new HashMap<>();
    private final Deque<Deque<String>> levels = new ArrayDeque<>();
    private String aside = "";

    private WentTo(String start) {
        Deque<String> here = new ArrayDeque<>();
        here.push(start);
        levels.push(here);
        if (!start.isEmpty()) {
            directories.add(start);
        }
    }

    /**
     * Returns the directories that an action has gone to where it names a path, relative to where it starts; all it goes to
     * if the path does not stand in it so.
     */
    static Set<String> of(ActionView view, String path) {
        Read read = view.derived(view, Read.class, () -> read(view));
        return read.words().getOrDefault(path, read.directories());
    }

    private record Read(Set<String> directories, Map<String, Set<String>> words) {}

    private static Read read(ActionView view) {
        String start = "";
        List<String> texts = new ArrayList<>();
        if (view.action() instanceof ProcessStart process) {
            texts.addAll(process.command());
        } else if (view.action() instanceof ToolCall call) {
            for (Map.Entry<String, Object> argument : call.arguments().entrySet()) {
                if (argument.getValue() instanceof String text) {
                    boolean place = PLACES.contains(argument.getKey().toLowerCase(Locale.ROOT));
                    start = place && text.length() < LONGEST ? text : start;
                    texts.add(place ? "" : text);
                }
            }
        }
        WentTo found = new WentTo(start);
        texts.forEach(found::read);
        return new Read(Set.copyOf(found.directories), Map.copyOf(found.words));
    }

    private void read(String script) {
        String text = script.length() > LONGEST ? script.substring(0, LONGEST) : script;
        for (String here : HERE) {
            text = text.replace(here, ".");
        }
        Next goes = Next.ANY;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            boolean ends = Character.isWhitespace(c) || ";&|()\"'`<>{}".indexOf(c) >= 0;
            if (!ends) {
                continue;
            }
            String word = text.substring(start, i);
            start = i + 1;
            if (!word.isEmpty()) {
                goes = word(word, goes);
            }
            if (";&|\n".indexOf(c) >= 0) {
                goes = Next.ANY;
                aside = "";
            }
            bracket(c);
        }
    }

    /** What the next word is. */
    private enum Next {
        ANY,
        DIRECTORY,
        DIRECTORY_OF_ONE
    }

    /** Returns what the next word is. */
    private Next word(String word, Next expected) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (BACK.contains(lower)) {
            back();
            return Next.ANY;
        }
        if (GOES.contains(lower)) {
            return Next.DIRECTORY;
        }
        if (FOR_ONE.contains(word)) {
            return Next.DIRECTORY_OF_ONE;
        }
        boolean option = word.startsWith("-") || lower.equals("/d");
        if (expected == Next.DIRECTORY && word.equals("-")) {
            back();
        } else if (expected == Next.DIRECTORY && option) {
            return expected;
        } else if (expected == Next.DIRECTORY) {
            to(word);
        } else if (expected == Next.DIRECTORY_OF_ONE) {
            aside = seen(word);
        } else if (words.size() < MOST_WORDS) {
            Set<String> from = words.computeIfAbsent(word, unused -> new LinkedHashSet<>());
            from.add(levels.getFirst().getFirst());
            from.add(aside.isEmpty() ? levels.getFirst().getFirst() : aside);
        }
        return Next.ANY;
    }

    private void bracket(char c) {
        if (c == '(' && levels.size() < MOST) {
            levels.push(new ArrayDeque<>(levels.getFirst()));
        } else if (c == ')' && levels.size() > 1) {
            levels.pop();
        }
    }

    private void to(String directory) {
        levels.getFirst().push(seen(directory));
    }

    private String seen(String directory) {
        String from = levels.getFirst().getFirst();
        boolean known = directory.chars().noneMatch(c -> "$*?[".indexOf(c) >= 0);
        String next = !known
                ? ANYWHERE
                : from.equals(ANYWHERE) && !directory.startsWith("/")
                        ? ANYWHERE
                        : joined(from, directory.replace('\\', '/'));
        if (directories.size() < MOST) {
            directories.add(next);
        }
        return next;
    }

    private void back() {
        if (levels.getFirst().size() > 1) {
            levels.getFirst().pop();
        }
    }

    /** A path seen from a directory, without {@code .} and {@code ..}. */
    static String joined(String directory, String path) {
        boolean whole = path.startsWith("/") || path.startsWith("~") || directory.isEmpty();
        String together = whole ? path : directory + "/" + path;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : together.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (together.startsWith("/") ? "/" : "") + String.join("/", parts);
    }
}
