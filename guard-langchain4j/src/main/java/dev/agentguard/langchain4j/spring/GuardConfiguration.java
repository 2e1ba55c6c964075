package dev.agentguard.langchain4j.spring;

import dev.agentguard.config.ConfigException;
import dev.agentguard.config.ConfigLocator;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.Settings;
import dev.agentguard.langchain4j.spring.GuardProperties.Property;
import dev.agentguard.yaml.PropertyTree;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one configuration of an application: a file that a human named, {@code guard.*} properties, or what lies in
 * the working directory. Two at once are an error, since nobody could say what holds.
 */
final class GuardConfiguration {

    private static final String NAME = "`guard.*` properties";

    private final GuardProperties properties;
    private final ConfigLocator locator;
    private final Path directory;

    GuardConfiguration(GuardProperties properties, ConfigLocator locator, Path directory) {
        this.properties = properties;
        this.locator = locator;
        this.directory = directory;
    }

    /**
     * Reads it.
     *
     * @return the configuration
     * @throws ConfigException if there are two, or it cannot be used
     */
    GuardConfig locate() {
        Property named = properties.config();
        Property setting = properties.firstSetting();
        if (named != null) {
            if (setting != null) {
                throw twice(setting, named.place());
            }
            return locator.named("the property " + named.place(), named.value());
        }
        String file = locator.found();
        if (setting != null) {
            if (file != null) {
                throw twice(setting, file);
            }
            return read(properties.settings(), true);
        }
        Property found = properties.firstFound();
        if (found != null && file != null) {
            throw twice(found, file);
        }
        return found == null ? locator.locate(null) : read(properties.foundSettings(), false);
    }

    private GuardConfig read(PropertyTree tree, boolean trusted) {
        return GuardConfig.of(new Settings(NAME, tree, directory, trusted, this::variable));
    }

    private @Nullable String variable(@Nullable String name) {
        return name == null ? null : properties.variable(name);
    }

    private static ConfigException twice(Property setting, String other) {
        return new ConfigException("guard is configured twice, by properties such as " + setting.place() + " and by "
                + other + ": keep one of them");
    }
}
