package dev.agentguard.pack;

import dev.agentguard.effect.Kind;
import dev.agentguard.effect.ShownValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's path by its segments, those that are ids told from those that are names.
 *
 * @param segments the segments that are not empty
 * @param complete whether these are all; what else there is makes the last one
 * @param things the last two names, which tell the kind of thing
 * @param words the words of these
 * @param kind the kind that they tell, {@code DATA} if they tell none
 * @param shown the path without what looks like a secret; null if it is empty
 */
record HttpPath(
        List<PathName> segments,
        boolean complete,
        List<PathName> things,
        List<String> words,
        Kind kind,
        @Nullable String shown) {

    /** Between a thing and the verb. */
    private static final Set<String> FILLING = Set.of("action", "actions", "operations", "commands");

    static HttpPath of(String path, List<PathName> segments, boolean complete) {
        List<PathName> things = things(segments);
        return new HttpPath(segments, complete, things, words(things), kind(things), shown(path));
    }

    /** Hooks and bots have their tokens in the path. */
    private static @Nullable String shown(String path) {
        if (path.isEmpty()) {
            return null;
        }
        if (path.charAt(0) == '/' && !path.startsWith("//") && !ShownValue.holdsSecret(path, '/')) {
            return path;
        }
        StringBuilder shown = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            shown.append(shown.isEmpty() && segment.isEmpty() ? "" : "/")
                    .append(ShownValue.isSecret(segment) ? "***" : segment);
        }
        return shown.isEmpty() ? "/" : shown.toString();
    }

    PathName at(int index) {
        return segments.get(index);
    }

    int last() {
        return segments.size() - 1;
    }

    boolean plural(int at) {
        return at(at).plural();
    }

    /** Returns where the last name stands of those before a place, or -1; at the end of the path that is the last. */
    int nameBefore(int end) {
        return nameBefore(segments, end);
    }

    private static int nameBefore(List<PathName> segments, int end) {
        int at = end - 1;
        while (at >= 0 && segments.get(at).id()) {
            at--;
        }
        return at;
    }

    private static List<PathName> things(List<PathName> segments) {
        PathName nearest = null;
        for (int at = nameBefore(segments, segments.size()); at >= 0; at = nameBefore(segments, at)) {
            PathName name = segments.get(at);
            if (at > 0 && (name.isVersion() || FILLING.contains(name.text()))) {
                continue; // `/Payment/v68/cancel`, `/servers/1/actions/rebuild`
            }
            // a name that someone gave stands behind a collection and has no word of the lexicon
            boolean thing = at == segments.size() - 1
                    || at == 0
                    || !segments.get(at - 1).plural()
                    || name.said().known();
            if (thing && nearest != null) {
                return List.of(nearest, name);
            }
            nearest = thing ? name : nearest;
        }
        return nearest == null ? List.of() : List.of(nearest);
    }

    private static List<String> words(List<PathName> things) {
        if (things.size() == 1) {
            return things.get(0).words();
        }
        List<String> words = new ArrayList<>(6);
        for (PathName thing : things) {
            words.addAll(thing.words());
        }
        return words;
    }

    private static Kind kind(List<PathName> things) {
        Kind first = null;
        for (PathName thing : things) {
            Kind kind = thing.said().kind();
            first = kind != null && (first == null || kind.compareTo(first) < 0) ? kind : first;
        }
        return first == null ? Kind.DATA : first;
    }

    boolean within(Set<String> words, int at) {
        return at >= 0
                && !words.isEmpty()
                && Lexicon.within(words, at(at).said().last());
    }

    /**
     * Returns whether the last segment, or the verb behind its colon, is named as if it destroyed: {@code /users/delete},
     * {@code /users/delete/7}. One of {@code /delete-requests/7} is a request.
     */
    boolean destroys() {
        int at = nameBefore(segments.size());
        return at >= 0 && at(at).said().commands() && (at == segments.size() - 1 || !plural(at));
    }
}
