package dev.agentguard.langchain4j.spring;

import dev.agentguard.config.ConfigException;
import dev.agentguard.yaml.PropertyTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySourcesPropertyResolver;

/**
 * The {@code guard.*} properties of an environment: what a human set, and apart from it what comes from files that Spring
 * Boot merely found. Placeholders in what a human set are filled from what a human set.
 */
final class GuardProperties {

    static final String PREFIX = "guard";
    static final String ENABLED = "guard.enabled";
    static final String CONFIG = "guard.config";

    private final Map<String, Property> set;
    private final Map<String, Property> found;
    private final PropertyResolver own;

    private GuardProperties(Map<String, Property> set, Map<String, Property> found, PropertyResolver own) {
        this.set = set;
        this.found = found;
        this.own = own;
    }

    /** A property that holds, with the place where it is set. */
    record Property(String name, String value, String origin) {

        String place() {
            return "`" + name + "` (" + origin + ")";
        }
    }

    static GuardProperties of(ConfigurableEnvironment environment, Path directory) {
        SourceOrigin origins = new SourceOrigin(directory);
        MutablePropertySources own = new MutablePropertySources();
        List<EnumerablePropertySource<?>> trusted = new ArrayList<>();
        List<EnumerablePropertySource<?>> merelyFound = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable && origins.isFound(enumerable)) {
                merelyFound.add(enumerable);
            } else if (source instanceof EnumerablePropertySource<?> enumerable) {
                trusted.add(enumerable);
                own.addLast(source);
            }
        }
        PropertyResolver resolver = new PropertySourcesPropertyResolver(own);
        return new GuardProperties(read(trusted, resolver), read(merelyFound, environment), resolver);
    }

    private static Map<String, Property> read(List<EnumerablePropertySource<?>> sources, PropertyResolver resolver) {
        Map<String, Property> properties = new LinkedHashMap<>();
        Precedence precedence = new Precedence();
        for (EnumerablePropertySource<?> source : sources) {
            List<String> taken = new ArrayList<>();
            PropertyNames.of(source).forEach((name, written) -> {
                Object value = source.getProperty(written);
                if (value != null && precedence.holds(name)) {
                    String text = resolver.resolvePlaceholders(value.toString());
                    properties.put(name, new Property(name, text, SourceOrigin.of(source, written)));
                    taken.add(name);
                }
            });
            taken.forEach(precedence::take);
        }
        return properties;
    }

    /** What says that Guard is off, or null if it is on. */
    @Nullable
    Property switchedOff() {
        Property enabled = set.get(ENABLED);
        if (enabled == null) {
            return null;
        }
        return switch (enabled.value().strip()) {
            case "true", "on" -> null;
            case "false", "off" -> enabled;
            default ->
                throw new ConfigException(
                        enabled.place() + ": expected `true` or `false`, found `" + enabled.value() + "`");
        };
    }

    /** What names a file, or null. */
    @Nullable
    Property config() {
        Property config = set.get(CONFIG);
        return config == null || config.value().isBlank() ? null : config;
    }

    /** The first of the properties that configure Guard itself, or null if a human set none. */
    @Nullable
    Property firstSetting() {
        return first(set);
    }

    /** The first of those in files that were merely found, or null. */
    @Nullable
    Property firstFound() {
        return first(found);
    }

    PropertyTree settings() {
        return tree(set);
    }

    PropertyTree foundSettings() {
        return tree(found);
    }

    /** What is not used because nobody named the file that it stands in. */
    List<Property> ignored() {
        boolean others = firstSetting() != null || config() != null;
        return found.values().stream()
                .filter(property -> others || isSwitch(property.name()))
                .toList();
    }

    @Nullable
    String variable(String name) {
        String value = System.getenv(name);
        return value == null ? own.getProperty(name) : value;
    }

    private static PropertyTree tree(Map<String, Property> properties) {
        PropertyTree tree = new PropertyTree(PREFIX);
        for (Property property : properties.values()) {
            if (!isSwitch(property.name())) {
                tree.add(property.name(), property.value(), property.origin());
            }
        }
        return tree;
    }

    private static @Nullable Property first(Map<String, Property> properties) {
        return properties.values().stream()
                .filter(property -> !isSwitch(property.name()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isSwitch(String name) {
        return name.equals(ENABLED) || name.equals(CONFIG);
    }
}
