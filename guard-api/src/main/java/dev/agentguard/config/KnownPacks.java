package dev.agentguard.config;

import dev.agentguard.pack.Packs;
import dev.agentguard.rules.ExampleReader;
import dev.agentguard.yaml.YamlException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the commands that rule files show, by the shipped packs and the user's own. They are loaded once, if at all. */
final class KnownPacks {

    private final List<Path> own;
    private final Map<String, List<String>> hosts;
    private @Nullable ExampleReader examples;

    KnownPacks(List<Path> own, Map<String, List<String>> hosts) {
        this.own = own;
        this.hosts = hosts;
    }

    ExampleReader examples() {
        ExampleReader known = examples;
        if (known == null) {
            Packs packs = packs();
            known = new ExampleReader(packs, packs);
            examples = known;
        }
        return known;
    }

    private Packs packs() {
        if (own.isEmpty() && hosts.isEmpty()) {
            return Packs.shipped();
        }
        try {
            return Packs.load(own, hosts);
        } catch (YamlException | IllegalArgumentException e) {
            // whoever judges actions with these packs says what is wrong with them, and does not start
            return Packs.shipped();
        }
    }
}
