package dev.agentguard.langchain4j.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The names under which a source sets properties of Guard. What the variables and the system properties of a process are
 * called is not Guard's alone, so of those only what Guard knows counts; everywhere else each {@code guard.*} does.
 */
final class PropertyNames {

    private static final Map<String, String> VARIABLES = Map.of(
            "GUARD_CONFIG", "guard.config",
            "GUARD_ENABLED", "guard.enabled",
            "GUARD_MODE", "guard.mode",
            "GUARD_STORE", "guard.store",
            "GUARD_AGENT_ENVIRONMENTS", "guard.agent.environments");

    private static final Set<String> KEYS = Set.of(
            "config",
            "enabled",
            "version",
            "mode",
            "agent",
            "environments",
            "credentials",
            "resolvers",
            "backups",
            "providers",
            "rules",
            "permits",
            "caps",
            "rule-files",
            "checks",
            "application",
            "disposable",
            "mcp",
            "refusals",
            "packs",
            "approval",
            "store");

    private PropertyNames() {}

    /** Each name with the one that the source knows it by, in the source's order. */
    static Map<String, String> of(EnumerablePropertySource<?> source) {
        Map<String, String> names = new LinkedHashMap<>();
        boolean variables = source instanceof SystemEnvironmentPropertySource;
        boolean shared = source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        for (String written : source.getPropertyNames()) {
            if (variables) {
                String name = VARIABLES.get(written);
                if (name != null) {
                    names.put(name, written);
                }
            } else if (isOurs(written) && (!shared || KEYS.contains(firstKey(written)))) {
                names.put(written.strip(), written);
            }
        }
        return names;
    }

    private static boolean isOurs(String name) {
        return name.startsWith("guard.") || name.startsWith("guard[");
    }

    private static String firstKey(String name) {
        int start = "guard.".length();
        int end = start;
        while (end < name.length() && ".[]".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        return name.substring(start, end);
    }
}
