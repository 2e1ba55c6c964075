package dev.agentguard.config;

import dev.agentguard.effect.Glob;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.Managed;
import dev.agentguard.scope.PlacePattern;
import dev.agentguard.scope.inventory.Imported;
import dev.agentguard.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code environments:} */
final class EnvironmentSection {

    private static final int LONGEST_NAME = 100;
    private static final String ACCOUNT = "aws:account";
    private static final String PROFILE = "aws:profile";
    private static final List<String> KEYS =
            List.of("protected", "disposable", "reads", "hosts", "resources", "railway", "files", "inventory");

    private EnvironmentSection() {}

    static Map<String, Environment> read(@Nullable YamlNode section, Path base, Trust trust, Digests digests) {
        Map<String, Environment> environments = new LinkedHashMap<>();
        if (section != null) {
            section.entries().forEach((name, node) -> {
                if (!isName(name)) {
                    throw section.keyNode(name).expected("the name of an environment");
                }
                environments.put(name, environment(name, node, base, trust, digests));
            });
        }
        return environments;
    }

    private static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.indexOf('*') < 0
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static Environment environment(String name, YamlNode node, Path base, Trust trust, Digests digests) {
        List<String> keys = new ArrayList<>(KEYS);
        keys.addAll(PlaceSection.KEYS);
        node.map(keys);
        YamlNode files = node.get("files");
        YamlNode hosts = node.get("hosts");
        YamlNode railway = node.get("railway");
        YamlNode reads = node.get("reads");
        boolean isProtected = isOn(node.get("protected"));
        boolean disposable = isOn(node.get("disposable"));
        if (isProtected && disposable) {
            throw node.keyNode("disposable").error("an environment cannot be both `protected` and `disposable`");
        }
        List<String> allHosts = new ArrayList<>(hosts == null ? List.of() : Values.hosts(hosts));
        Map<String, List<String>> allResources = resources(node.get("resources"));
        List<PlacePattern> declared = PlaceSection.read(node);
        List<PlacePattern> places = new ArrayList<>(declared);
        List<Managed> managed = new ArrayList<>();
        for (Imported imported : InventorySection.read(node.get("inventory"), base, digests)) {
            allHosts.addAll(imported.hosts());
            managed.addAll(imported.managed());
            imported.places().forEach(place -> places.add(withProfile(place, declared)));
            imported.resources().forEach((type, ids) -> allResources.merge(type, ids, EnvironmentSection::joined));
        }
        return new Environment(
                name,
                isProtected,
                disposable && trust.accepts(node.keyNode("disposable"), "`disposable: true`"),
                reads != null && reads.oneOf(Reads.class) == Reads.DENY,
                allHosts,
                allResources,
                railway == null ? List.of() : railway.strings(),
                places,
                files == null ? List.of() : files(files, base),
                managed);
    }

    /** A file knows accounts, a command names profiles: what is declared of both joins them. */
    private static PlacePattern withProfile(PlacePattern imported, List<PlacePattern> declared) {
        List<Glob> account = imported.parts().get(ACCOUNT);
        for (PlacePattern pattern : declared) {
            List<Glob> profile = pattern.parts().get(PROFILE);
            if (account != null
                    && profile != null
                    && account.equals(pattern.parts().get(ACCOUNT))) {
                Map<String, List<Glob>> parts = new LinkedHashMap<>(imported.parts());
                parts.put(PROFILE, profile);
                return new PlacePattern(parts);
            }
        }
        return imported;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private static List<String> files(YamlNode section, Path base) {
        List<String> files = new ArrayList<>();
        for (YamlNode item : Values.stringNodes(section)) {
            files.add(Values.homePath(item, base).toAbsolutePath().normalize().toString());
        }
        return files;
    }

    private static Map<String, List<String>> resources(@Nullable YamlNode section) {
        Map<String, List<String>> resources = new LinkedHashMap<>();
        if (section != null) {
            section.entries().forEach((type, ids) -> {
                Values.pattern(section.keyNode(type), "railway:volume");
                resources.put(type, ids.strings());
            });
        }
        return resources;
    }

    private static boolean isOn(@Nullable YamlNode node) {
        return node != null && node.bool();
    }

    private enum Reads {
        ALLOW,
        DENY
    }
}
