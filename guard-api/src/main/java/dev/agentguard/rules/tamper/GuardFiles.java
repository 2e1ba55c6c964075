package dev.agentguard.rules.tamper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
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
        spellings.add(folded(real(path)));
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

    /** Returns whether a change of this would change one of the files. */
    boolean arePartOf(Touched touched) {
        String name = plain(touched.name());
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        try {
            return name.indexOf('\0') < 0 && isOneOf(Path.of(withoutWildcards(name)), name, touched);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private boolean isOneOf(Path literal, String name, Touched touched) {
        Path from = touched.from();
        if (!literal.isAbsolute() && from == null && !literal.startsWith("~")) {
            return mayBeSomewhere(name, touched.below());
        }
        return isOneOf(from == null ? base : from, literal, name, touched.below())
                || isOneOf(base, literal, name, touched.below());
    }

    private boolean isOneOf(Path from, Path literal, String name, boolean below) {
        if (Wildcards.areIn(name)) {
            return matches(from, name, below);
        }
        Path path = whole(from.resolve(literal));
        return isOneOf(folded(path), below)
                || isOneOf(folded(real(path)), below)
                || files.stream().anyMatch(file -> isSame(file, path));
    }

    private boolean isOneOf(String path, boolean below) {
        for (String spelling : spellings) {
            if (spelling.equals(path) || (below && isOurs(path) && spelling.startsWith(path + "/"))) {
                return true;
            }
        }
        for (Path directory : directories) {
            if (path.startsWith(folded(directory) + "/") || path.startsWith(folded(real(directory)) + "/")) {
                return true;
            }
        }
        return false;
    }

    /** The project, and what lies in it; who deletes a whole home or disk is after more than Guard's files. */
    private boolean isOurs(String path) {
        return isIn(folded(base), path) || isIn(folded(real(base)), path);
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
            return Files.exists(other) && Files.exists(file) && Files.isSameFile(file, other);
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

    /** Follows the links of what exists of a path. */
    private static Path real(Path path) {
        List<Path> missing = new ArrayList<>();
        for (Path at = path; at != null; at = at.getParent()) {
            try {
                Path real = Files.exists(at, LinkOption.NOFOLLOW_LINKS) ? at.toRealPath() : null;
                if (real != null) {
                    for (int i = missing.size() - 1; i >= 0; i--) {
                        real = real.resolve(missing.get(i));
                    }
                    return real;
                }
            } catch (IOException e) {
                return path;
            }
            Path name = at.getFileName();
            if (name != null) {
                missing.add(name);
            }
        }
        return path;
    }

    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static String folded(Path path) {
        return folded(path.toString().replace('\\', '/'));
    }
}
