package dev.agentguard.rules.permission;

import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words by which one act is known behind several doors: what destroys, and what things are called. */
final class ActWords {

    private static final Set<String> DESTROYING = Set.of(
            "delete",
            "deletes",
            "destroy",
            "remove",
            "rm",
            "rmi",
            "rmdir",
            "rb",
            "drop",
            "dropdb",
            "dropuser",
            "purge",
            "wipe",
            "erase",
            "terminate",
            "prune",
            "unlink",
            "shred",
            "truncate",
            "nuke",
            "obliterate",
            "teardown",
            "flushall",
            "flushdb",
            "trash",
            "del",
            "uninstall");

    /** Words of operations and requests that name nothing. */
    private static final Set<String> EMPTY = Set.of(
            "post",
            "put",
            "patch",
            "get",
            "api",
            "v1",
            "v2",
            "v3",
            "v4",
            "unknown",
            "target",
            "the",
            "all",
            "a",
            "x",
            "id",
            "path",
            "http",
            "tool",
            "command",
            "create",
            "force",
            "run",
            "exec",
            "call",
            "mcp",
            "resource");

    private static final List<List<String>> SAME = List.of(
            List.of("repository", "repo"),
            List.of("namespace", "ns"),
            List.of("database", "db"),
            List.of("app", "application"),
            List.of("environment", "env"),
            List.of("service", "svc"),
            List.of("persistentvolume", "pv"),
            List.of("persistentvolumeclaim", "pvc"),
            List.of("volume", "vol"),
            List.of("file", "folder", "directory"),
            List.of("instance", "server", "droplet", "vm", "machine"),
            List.of("organization", "organisation", "org"),
            List.of("image", "img"));

    private static final Map<String, String> GROUPS = groups();

    private ActWords() {}

    private static Map<String, String> groups() {
        Map<String, String> groups = new java.util.HashMap<>();
        for (List<String> same : SAME) {
            same.forEach(word -> groups.put(word, same.get(0)));
        }
        return Map.copyOf(groups);
    }

    /** Nouns behind another that do not change what is meant: a cluster of a database. */
    private static final Set<String> KINDS = Set.of("cluster", "instance", "group", "set", "deployment");

    private static final Set<String> PREPOSITIONS = Set.of("from", "in", "of", "by", "for", "on", "with", "to", "at");

    static boolean isDestroying(String word) {
        return DESTROYING.contains(word) || DESTROYING.contains(Nouns.singular(word));
    }

    static boolean areDestroying(Collection<String> words) {
        return words.stream().anyMatch(ActWords::isDestroying);
    }

    /** The things that words name, each by one word for all that mean the same. */
    static Set<String> nouns(Collection<String> words) {
        Set<String> nouns = new LinkedHashSet<>();
        for (String word : words) {
            String noun = Nouns.singular(word);
            if (noun.length() > 1 && !isDestroying(word) && !EMPTY.contains(noun)) {
                nouns.add(GROUPS.getOrDefault(noun, noun));
            }
        }
        return nouns;
    }

    /** The thing that words of a name are about: the last noun, since a label of a repository is a label. */
    static Set<String> thing(List<String> words) {
        List<String> named = new ArrayList<>();
        for (String word : words) {
            if (PREPOSITIONS.contains(word) && !named.isEmpty()) {
                break;
            }
            named.addAll(nouns(List.of(word)));
        }
        int last = named.size() - 1;
        if (last < 0) {
            return new LinkedHashSet<>();
        }
        boolean kind = last > 0 && KINDS.contains(named.get(last));
        return new LinkedHashSet<>(named.subList(kind ? last - 1 : last, last + 1));
    }
}
