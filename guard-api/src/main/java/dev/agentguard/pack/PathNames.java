package dev.agentguard.pack;

import dev.agentguard.effect.Kept;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits paths into their segments. Keeps what was found of paths that come again, and what the lexicon says of names,
 * which come again in paths with other ids.
 */
final class PathNames {

    private static final int MOST = 200;

    /** Of the paths that are kept. */
    private static final int LONGEST = 100;

    private final Lexicon lexicon;
    private final Kept<PathName> names;
    private final Kept<HttpPath> paths = new Kept<>(LONGEST, this::split);

    PathNames(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.names = new Kept<>(text -> new PathName(lexicon, text, false));
    }

    HttpPath of(String path) {
        return paths.of(path);
    }

    private HttpPath split(String path) {
        List<PathName> segments = new ArrayList<>();
        boolean parameters = path.indexOf(';') >= 0;
        boolean complete = true;
        int start = 0;
        for (int i = 1; start <= path.length(); i++) {
            int slash = i == MOST ? -1 : path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            complete &= i < MOST || path.indexOf('/', start) < 0;
            String segment = path.substring(start, end);
            if (parameters && segment.indexOf(';') >= 0) {
                segment = segment.substring(0, segment.indexOf(';'));
            }
            if (!segment.isBlank()) {
                segments.add(PathName.isId(segment) ? new PathName(lexicon, segment, true) : names.of(segment));
            }
            start = end + 1;
        }
        return HttpPath.of(path, segments, complete);
    }
}
