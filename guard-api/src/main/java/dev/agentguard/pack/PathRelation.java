package dev.agentguard.pack;

import dev.agentguard.effect.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a path names that is no object of its own, such as the member of a team. */
final class PathRelation {

    /** What stands for the caller. */
    private static final Set<String> OWN = Set.of("me", "user", "self", "@me");

    /** The end of an OData path that is about the tie between two things. */
    private static final String REFERENCE = "$ref";

    private final Lexicon lexicon;
    private final HttpPath path;
    private final int root;

    PathRelation(Lexicon lexicon, HttpPath path) {
        this.lexicon = lexicon;
        this.path = path;
        this.root = root(path);
    }

    /** Returns the segment by which a relation is named that a {@code DELETE} of this path ends, or null. */
    @Nullable
    String name() {
        int last = path.last();
        if (last > root && path.at(last).text().equals(REFERENCE)) {
            return REFERENCE;
        }
        if (last >= root && (takenBack(path.at(last).words()) || givenBack(last))) {
            return path.at(last).text();
        }
        for (int at = last; at >= Math.max(root, last - 2); at--) {
            PathName name = path.at(at);
            String thing =
                    name.id() || (at == last && named(at)) ? "" : name.said().last();
            if (thing.isEmpty()) {
                continue;
            }
            if (at > last - 2
                    && at - root >= 2
                    && lexicon.in("ties", name.said().first())) {
                return name.text();
            }
            for (Relation relation : lexicon.relations()) {
                boolean found = Lexicon.within(relation.things(), thing);
                if (found && (at > last - 2 || relation.pair()) && holds(relation, at)) {
                    return name.text();
                }
            }
        }
        return null;
    }

    /** {@code /segments/project/beta-users}, {@code /plugins/rate-limit}: rather somebody's name for a thing. */
    private boolean named(int at) {
        return path.at(at).text().indexOf('-') > 0 && at > 0 && !path.at(at - 1).id();
    }

    /** {@code /deletion-schedule}: what is deleted there is the plan to delete. */
    private boolean takenBack(List<String> words) {
        return words.size() == 2
                && lexicon.destroys(words.get(0))
                && words.get(1).equals("schedule");
    }

    /** {@code /mcp}: the session ends. {@code /indexes/1/settings/stop-words}: what held without it holds again. */
    private boolean givenBack(int last) {
        PathName end = path.at(last);
        String name = end.text().toLowerCase(Locale.ROOT);
        if (last == root) {
            return lexicon.in("sessions", name);
        }
        boolean one = lexicon.in("resettable", path.at(last - 1).text().toLowerCase(Locale.ROOT))
                && !end.id()
                && lexicon.kindOf(Words.of(name)) == Kind.DATA;
        return one || lexicon.in("resettable", name);
    }

    private boolean holds(Relation relation, int at) {
        if (relation.top()) {
            return !path.within(relation.notIn(), at - 2);
        }
        if (!relation.end() && called(at)) {
            return false;
        }
        if (relation.end()) {
            return at == path.last()
                    && at > root
                    && !path.plural(at)
                    && !path.plural(at - 1)
                    && !path.within(relation.notIn(), at - 2)
                    && !path.within(relation.notIn(), at - 1);
        }
        boolean own = at > root && OWN.contains(path.at(at - 1).text());
        if (own || at - root < 2) {
            return own && path.within(relation.in(), at - 1);
        }
        int parent = path.plural(at - 2) || at < 3 ? at - 2 : at - 3; // `repos/owner/name` has two segments for one
        return (relation.in().isEmpty() || path.within(relation.in(), parent) || path.within(relation.in(), at - 2))
                && !path.within(relation.notIn(), parent)
                && !(path.plural(at - 1) && path.within(relation.notIn(), at - 1));
    }

    /** {@code /databaseUsers/admin/reporting}: behind the name of a collection stands what one of it is called. */
    private boolean called(int at) {
        return at > root && !path.plural(at) && !path.at(at - 1).id() && path.plural(at - 1);
    }

    /** Where the path begins behind {@code /api/v1}. */
    private static int root(HttpPath path) {
        int root = 0;
        while (root <= path.last() && path.at(root).prefix()) {
            root++;
        }
        return root;
    }
}
