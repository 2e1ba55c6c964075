package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Methods of document stores that stand in back-ticks by their names: {@code deleteMany}, {@code dropDatabase}. */
final class StoreMethods {

    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("deletemany", "*delete*many*"),
            Map.entry("deleteone", "*delete*one*"),
            Map.entry("dropdatabase", "*drop*database*"),
            Map.entry("dropcollection", "*drop*collection*"),
            Map.entry("dropindex", "*drop*index*"),
            Map.entry("dropindexes", "*drop*index*"),
            Map.entry("findoneanddelete", "*find*delete*"),
            Map.entry("findanddelete", "*find*delete*"),
            Map.entry("updatemany", "*update*many*"),
            Map.entry("bulkwrite", "*bulk*write*"),
            Map.entry("deletebyquery", "*delete*by*query*"),
            Map.entry("flushall", "*flush*all*"),
            Map.entry("flushdb", "*flush*db*"));
    private static final Set<String> STORES = Set.of("mongosh", "mongo", "mongodb", "documentdb");

    private StoreMethods() {}

    static @Nullable Condition of(String code, List<Token> region) {
        String name = code.strip();
        name = name.endsWith("()") ? name.substring(0, name.length() - 2) : name;
        name = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String tool = KNOWN.get(name);
        if (tool != null) {
            return Operates.writing("mongo:" + name, "redis:" + name, "code:*" + name, "tool:" + tool);
        }
        boolean store = region.stream()
                        .anyMatch(token -> STORES.contains(token.text().toLowerCase(Locale.ROOT)))
                || region.stream()
                        .anyMatch(token -> KNOWN.containsKey(token.text().toLowerCase(Locale.ROOT)));
        return store && (name.equals("drop") || name.equals("remove") || name.equals("renamecollection"))
                ? Operates.writing("mongo:" + name, "tool:*" + name + "*collection*")
                : null;
    }
}
