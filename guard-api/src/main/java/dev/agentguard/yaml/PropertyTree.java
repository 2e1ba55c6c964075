package dev.agentguard.yaml;

import dev.agentguard.yaml.YamlNode.Entry;
import dev.agentguard.yaml.YamlNode.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts properties such as {@code guard.environments.staging.hosts[0]} together to the value that a YAML file with the
 * same content would be. What a property holds is text and counts as whatever is asked for; a list may also be one text
 * with commas. Messages name the property and where it is set. Not safe for use by several threads.
 */
public final class PropertyTree {

    private static final int MOST = 20_000;

    private final String prefix;
    private final Branch root;
    private final Map<String, String> texts = new TreeMap<>();

    /**
     * Starts with no properties.
     *
     * @param prefix what all names begin with, without a dot at its end
     */
    public PropertyTree(String prefix) {
        this.prefix = prefix;
        this.root = new Branch(prefix);
    }

    private static final class Branch {
        private final String name;
        private final Map<String, Branch> keys = new LinkedHashMap<>();
        private final TreeMap<Integer, Branch> items = new TreeMap<>();
        private @Nullable String text;
        private @Nullable String origin;

        Branch(String name) {
            this.name = name;
        }

        /** A name in the middle is said to be where the first property below it is. */
        String place() {
            return "`" + Shown.text(name) + "`" + (origin == null ? "" : " (" + origin + ")");
        }
    }

    /**
     * Adds a property.
     *
     * @param name its whole name: keys with dots between them, items of lists as {@code [0]}, keys with a dot or a
     *     bracket as {@code [the.key]}
     * @param value what it holds
     * @param origin where it is set, for messages; empty if that is not known
     * @return this
     * @throws YamlException if the name cannot be read, stands for a value and for a mapping at once, or there are more
     *     than 20,000
     */
    public PropertyTree add(String name, String value, String origin) {
        Branch at = root;
        note(at, origin);
        for (String part : PropertyName.parts(name, prefix, where(name, origin))) {
            int index = PropertyName.index(part);
            String key = PropertyName.key(part);
            String path = at.name + (part.startsWith("[") ? part : "." + part);
            at = index < 0
                    ? at.keys.computeIfAbsent(key, one -> new Branch(path))
                    : at.items.computeIfAbsent(index, one -> new Branch(path));
            note(at, origin);
        }
        at.text = value;
        texts.put(name, value);
        if (texts.size() > MOST) {
            throw new YamlException("`" + prefix + "`: more than " + MOST + " properties");
        }
        return this;
    }

    private static void note(Branch branch, String origin) {
        if (branch.origin == null && !origin.isEmpty()) {
            branch.origin = origin;
        }
    }

    private static String where(String name, String origin) {
        return "`" + Shown.text(name) + "`" + (origin.isEmpty() ? "" : " (" + origin + ")");
    }

    /**
     * Returns all that was added as one value.
     *
     * @return a mapping
     * @throws YamlException if a name stands for different kinds of values, or an item of a list is missing
     */
    public YamlNode root() {
        return node(root);
    }

    /**
     * Returns the names and what they hold, for a digest.
     *
     * @return one text, the same for the same properties
     */
    public String content() {
        StringBuilder content = new StringBuilder();
        texts.forEach((name, value) -> content.append(name)
                .append('=')
                .append(value.length())
                .append(':')
                .append(value));
        return content.toString();
    }

    private static YamlNode node(Branch branch) {
        boolean blank = branch.text == null || branch.text.isBlank();
        int kinds = (blank ? 0 : 1) + (branch.keys.isEmpty() ? 0 : 1) + (branch.items.isEmpty() ? 0 : 1);
        if (kinds > 1) {
            throw new YamlException(branch.place() + ": expected one of a value, a list and keys below it, found more");
        }
        if (!branch.items.isEmpty()) {
            return YamlNode.setting(branch.place(), Kind.LIST, "", items(branch), Map.of());
        }
        if (!branch.keys.isEmpty()) {
            return YamlNode.setting(branch.place(), Kind.MAP, "", List.of(), entries(branch.keys));
        }
        String text = branch.text == null ? "" : branch.text;
        return YamlNode.setting(branch.place(), blank ? Kind.NULL : Kind.STRING, text, List.of(), Map.of());
    }

    private static List<YamlNode> items(Branch branch) {
        List<YamlNode> items = new ArrayList<>();
        Collection<Branch> branches = branch.items.values();
        for (Branch item : branches) {
            if (!branch.items.containsKey(items.size())) {
                throw new YamlException(item.place() + ": expected `" + Shown.text(branch.name) + "[" + items.size()
                        + "]` in front of it");
            }
            items.add(node(item));
        }
        return items;
    }

    private static Map<String, Entry> entries(Map<String, Branch> keys) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        keys.forEach((key, branch) -> entries.put(
                key, new Entry(YamlNode.setting(branch.place(), Kind.STRING, key, List.of(), Map.of()), node(branch))));
        return entries;
    }
}
