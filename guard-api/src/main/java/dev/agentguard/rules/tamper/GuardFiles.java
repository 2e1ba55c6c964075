package dev.agentguard.rules.tamper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that Guard goes by. They are compared as the strictest file system would: without regard to case and Unicode
 * form, through links, and hard links too. Immutable, safe for use by many threads.
 */
public final class GuardFiles {

    private static final int LONGEST = 4_096;

    private final List<Path> files;
    private final List<Path> directories;
    private final Path base;
    private final Set<String> spellings = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();

    /** The names and those of the directories between them and the project. */
    private final Set<String> parts = new TreeSet<>();

    /**
     * Creates the set.
     *
     * @param files files, which need not exist
     * @param directories directories; whatever lies in them is meant
     * @param base the directory that relative names may count from besides the working directory
     */
    public GuardFiles(Collection<Path> files, Collection<Path> directories, Path base) {
        this.base = whole(base);
        this.files = files.stream().map(GuardFiles::whole).distinct().toList();
        this.directories =
                directories.stream().map(GuardFiles::whole).distinct().toList();
        for (Path file : this.files) {
            add(file);
        }
        for (Path directory : this.directories) {
            add(directory);
        }
    }

    private void add(Path path) {
        spellings.add(folded(path));
        spellings.add(folded(new RealPaths().of(path)));
        Path name = path.getFileName();
        if (name != null) {
            names.add(folded(name));
            parts.add(folded(name));
        }
        if (path.startsWith(base)) {
            base.relativize(path).forEach(part -> parts.add(folded(part)));
        }
    }

    /** The names of the files without their directories, folded: what a text that touches one of them must hold. */
    Set<String> names() {
        return names;
    }

    boolean isEmpty() {
        return spellings.isEmpty();
    }

    /** Returns whether a change of any of this would change one of the files. */
    boolean arePartOf(List<Touched> all) {
        RealPaths real = new RealPaths();
        for (Touched touched : all) {
            if (arePartOf(touched, real)) {
                return true;
            }
        }
        return false;
    }

    private boolean arePartOf(Touched touched, RealPaths real) {
        String name = plain(touched.name());
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        try {
            return name.indexOf('\0') < 0 && isOneOf(Path.of(withoutWildcards(name)), name, touched, real);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private boolean isOneOf(Path literal, String name, Touched touched, RealPaths real) {
        Path from = touched.from();
        if (!literal.isAbsolute() && from == null && !literal.startsWith("~")) {
            return mayBeSomewhere(name, touched.below());
        }
        if (isOneOf(base, literal, name, touched.below(), real)) {
            return true;
        }
        return from != null && !from.equals(base) && isOneOf(from, literal, name, touched.below(), real);
    }

    private boolean isOneOf(Path from, Path literal, String name, boolean below, RealPaths real) {
        if (Wildcards.areIn(name)) {
            return matches(from, name, below);
        }
        Path path = whole(from.resolve(literal));
        Path followed = real.of(path);
        return isOneOf(folded(path), below, real)
                || (!followed.equals(path) && isOneOf(folded(followed), below, real))
                || (RealPaths.exists(path) && files.stream().anyMatch(file -> isSame(file, path)));
    }

    private boolean isOneOf(String path, boolean below, RealPaths real) {
        for (String spelling : spellings) {
            if (spelling.equals(path) || (below && isOurs(path, real) && spelling.startsWith(path + "/"))) {
                return true;
            }
        }
        for (Path directory : directories) {
            if (path.startsWith(folded(directory) + "/") || path.startsWith(folded(real.of(directory)) + "/")) {
                return true;
            }
        }
        return false;
    }

    /** The project, and what lies in it; who deletes a whole home or disk is after more than Guard's files. */
    private boolean isOurs(String path, RealPaths real) {
        return isIn(folded(base), path) || isIn(folded(real.of(base)), path);
    }

    private static boolean isIn(String directory, String path) {
        return path.equals(directory) || path.startsWith(directory + "/");
    }

    /** Where a script is when it names a file is not known: a name that is one of theirs may be theirs. */
    private boolean mayBeSomewhere(String name, boolean below) {
        String last = folded(name.substring(name.lastIndexOf('/') + 1));
        Set<String> theirs = below ? parts : names;
        return theirs.contains(last) || (last.length() > 2 && Wildcards.areIn(last) && any(theirs, last));
    }

    private static boolean any(Set<String> names, String pattern) {
        return pattern.chars().anyMatch(Character::isLetterOrDigit)
                && names.stream().anyMatch(name -> Wildcards.match(pattern, name));
    }

    private boolean matches(Path from, String name, boolean below) {
        int slash = name.lastIndexOf('/');
        String last = folded(name.substring(slash + 1));
        String directory = slash < 0 ? "" : name.substring(0, Math.max(slash, 1));
        if (Wildcards.areIn(directory)) {
            return mayBeSomewhere(name, below);
        }
        String parent = folded(whole(from.resolve(directory)));
        for (String spelling : spellings) {
            String rest = spelling.startsWith(parent + "/") ? spelling.substring(parent.length() + 1) : null;
            int end = rest == null ? -1 : rest.indexOf('/');
            if (rest != null && (end < 0 || below)) {
                String child = end < 0 ? rest : rest.substring(0, end);
                if ((!child.startsWith(".") || last.startsWith(".")) && Wildcards.match(last, child)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSame(Path file, Path other) {
        try {
            return RealPaths.exists(file) && Files.isSameFile(file, other);
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code file:} addresses, homes, {@code dd}'s operands and what Windows leaves out of a name. */
    private static String plain(String name) {
        String plain = name.strip().replace('\\', '/');
        for (String prefix : List.of("of=", "file://localhost", "file://", "file:")) {
            if (plain.regionMatches(true, 0, prefix, 0, prefix.length())) {
                plain = plain.substring(prefix.length());
            }
        }
        if (plain.equals("~") || plain.startsWith("~/")) {
            plain = System.getProperty("user.home", "") + plain.substring(1);
        }
        int stream = plain.indexOf("::$");
        plain = stream > 0 ? plain.substring(0, stream) : plain;
        int end = plain.length();
        while (end > 1 && !plain.endsWith("..") && (plain.charAt(end - 1) == '.' || plain.charAt(end - 1) == ' ')) {
            end--;
        }
        return end == 1 || plain.endsWith("/.") ? plain : plain.substring(0, end);
    }

    private static String withoutWildcards(String name) {
        return Wildcards.areIn(name) ? name.replace('*', 'x').replace('?', 'x') : name;
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }

    static String folded(String text) {
        return isPlain(text) ? text : foldedSlowly(text);
    }

    /** What is not changed by folding, as nearly all names. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static String foldedSlowly(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static String folded(Path path) {
        return folded(path.toString().replace('\\', '/'));
    }
}
