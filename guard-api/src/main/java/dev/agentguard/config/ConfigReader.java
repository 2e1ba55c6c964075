package dev.agentguard.config;

import dev.agentguard.decision.Check;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.scope.Application;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Environment;
import dev.agentguard.session.Quota;
import dev.agentguard.yaml.YamlException;
import dev.agentguard.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code guard.yaml} section by section. */
final class ConfigReader {

    private static final int VERSION = 1;

    private final @Nullable Path file;
    private final @Nullable Settings settings;
    private final Path base;
    private final Trust trust;
    private final Variables variables;

    private ConfigReader(Path file, Trust trust, Variables variables) {
        this.file = file;
        this.settings = null;
        this.base = baseOf(file);
        this.trust = trust;
        this.variables = variables;
    }

    private ConfigReader(Settings settings) {
        this.file = null;
        this.settings = settings;
        this.base = settings.base().toAbsolutePath().normalize();
        this.trust = new Trust(settings.isTrusted());
        this.variables = new Variables(settings.variables());
    }

    static GuardConfig load(Path file, boolean trusted, Variables.Lookup variables) {
        byte[] content = BoundedFiles.read(file);
        if (content == null) {
            throw new ConfigException(nameOf(file) + ": no such file, or it cannot be read: `" + file + "`");
        }
        return read(file, content, trusted, variables);
    }

    static GuardConfig read(Path file, byte[] content, boolean trusted, Variables.Lookup variables) {
        try {
            return new ConfigReader(file, new Trust(trusted), new Variables(variables))
                    .read(YamlNode.read(nameOf(file), content), true, new Digests().add(nameOf(file), content));
        } catch (YamlException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    static GuardConfig read(Settings settings) {
        try {
            return new ConfigReader(settings)
                    .read(settings.root(), false, new Digests().add(settings.name(), settings.content()));
        } catch (YamlException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    static Path baseOf(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private GuardConfig read(YamlNode document, boolean versioned, Digests digests) {
        YamlNode root = document.map(
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
                "budgets",
                "rule-files",
                "checks",
                "application",
                "disposable",
                "mcp",
                "refusals",
                "packs",
                "approval",
                "store");
        YamlNode version = versioned ? root.require("version") : root.get("version");
        if (version != null && version.integer() != VERSION) {
            throw version.expected("version `" + VERSION + "`");
        }
        Map<String, Environment> environments = EnvironmentSection.read(root.get("environments"), base, trust, digests);
        Set<String> names = environments.keySet();
        List<DeclaredCredential> credentials =
                CredentialSection.read(trust.loosening(root, "credentials"), names, new SecretSources(variables, base));
        RuleBook own = RuleBook.of(RuleSection.read(root.get("rules"), names));

        List<Quota> quotas =
                new ArrayList<>(QuotaSection.read(trust.loosening(root, "permits"), Quota.Purpose.PERMIT, names));
        quotas.addAll(QuotaSection.read(root.get("caps"), Quota.Purpose.CAP, names));

        RuleFiles ruleFiles = new RuleFiles(base, trust);
        List<Path> prose = ruleFiles.locate(root.get("rule-files"));
        List<Path> packs = packs(trust.loosening(root, "packs"), digests);
        Map<String, List<String>> hosts = providerHosts(trust.loosening(root, "providers"));
        PermissionFiles permissions = new PermissionFiles(base).locate(root.get("rule-files"), trust);
        KnownPacks known = new KnownPacks(packs, hosts);
        RuleBook written = own.and(ruleFiles.read(prose, digests, known)).and(permissions.read(digests, known));
        AcceptedReadings accepted = AcceptedReadings.of(base, names, digests);
        RuleBook book = accepted.appliedTo(written);
        List<Path> ruled = new ArrayList<>(prose);
        ruled.addAll(permissions.paths());
        if (!accepted.isEmpty()) {
            ruled.add(base.resolve(RuleLock.FILE));
        }

        YamlNode resolvers = trust.loosening(root, "resolvers");
        ResolverAccess access = ResolverSection.read(resolvers, variables, base, digests);
        ApprovalSection approval = new ApprovalSection(root.get("approval"), trust, variables);
        String digest = "sha256:" + digests.hex();
        return new GuardConfig(
                file,
                settings,
                trust.isTrusted(),
                digest,
                mode(root.get("mode")),
                environments,
                Set.copyOf(assigned(root.get("agent"), names)),
                checks(root.get("checks")),
                application(trust.loosening(root, "application")),
                disposable(trust.loosening(root, "disposable")),
                credentials,
                book,
                ruled,
                access,
                DatabaseSection.read(resolvers, variables),
                BackupSection.read(trust.loosening(root, "backups"), names, base, variables, access.aws()),
                hosts,
                packs,
                quotas,
                BudgetSection.read(root.get("budgets"), trust),
                McpSection.read(root.get("mcp"), trust::accepts),
                rollBack(trust.loosening(root, "refusals")),
                approval.terms(),
                store(trust.loosening(root, "store")),
                trust.warnings());
    }

    private Mode mode(@Nullable YamlNode node) {
        boolean monitor = node != null && node.oneOf(Mode.class) == Mode.MONITOR;
        return node != null && monitor && trust.accepts(node, "`mode: monitor`") ? Mode.MONITOR : Mode.ENFORCE;
    }

    private static List<String> assigned(@Nullable YamlNode agent, Set<String> declared) {
        YamlNode names = agent == null ? null : agent.map("environments").get("environments");
        return names == null ? List.of() : Values.declared(names, declared);
    }

    private Set<Check> checks(@Nullable YamlNode section) {
        Set<Check> on = EnumSet.allOf(Check.class);
        if (section == null) {
            return on;
        }
        section.map(Arrays.stream(Check.values()).map(ConfigReader::word).toList());
        for (Check check : Check.values()) {
            YamlNode node = section.get(word(check));
            if (node != null && !node.bool() && trust.accepts(node, "`" + word(check) + ": off`")) {
                on.remove(check);
            }
        }
        return on;
    }

    private static String word(Check check) {
        return check.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Application application(@Nullable YamlNode section) {
        if (section == null) {
            return Application.NONE;
        }
        section.map("hosts", "databases", "mail");
        return new Application(
                hosts(section.get("hosts")),
                PlaceSection.databases(section.get("databases")),
                hosts(section.get("mail")));
    }

    private List<String> disposable(@Nullable YamlNode section) {
        return section == null
                ? List.of()
                : Values.stringNodes(section).stream()
                        .map(item -> Values.homePath(item, base).toString())
                        .toList();
    }

    /** Runs code of the application that would not run otherwise. */
    private static boolean rollBack(@Nullable YamlNode section) {
        YamlNode node = section == null ? null : section.map("roll-back").get("roll-back");
        return node != null && node.bool();
    }

    private static List<String> hosts(@Nullable YamlNode node) {
        return node == null ? List.of() : Values.hosts(node);
    }

    private static Map<String, List<String>> providerHosts(@Nullable YamlNode section) {
        Map<String, List<String>> providers = new LinkedHashMap<>();
        if (section != null) {
            section.entries()
                    .forEach((name, node) ->
                            providers.put(name, Values.hosts(node.map("hosts").require("hosts"))));
        }
        return providers;
    }

    private List<Path> packs(@Nullable YamlNode section, Digests digests) {
        List<Path> packs = new ArrayList<>();
        if (section != null) {
            for (YamlNode item : Values.stringNodes(section)) {
                Path pack = Values.path(item, base);
                byte[] content = BoundedFiles.read(pack);
                if (content == null) {
                    throw item.error("no such file `" + item.string() + "`");
                }
                digests.add(item.string(), content);
                packs.add(pack);
            }
        }
        return packs;
    }

    private Path store(@Nullable YamlNode node) {
        if (node == null) {
            return base.resolve(GuardConfig.STORE);
        }
        Path store = Values.path(node, base);
        if (Files.exists(store) && !Files.isDirectory(store)) {
            throw node.expected("a directory");
        }
        return store;
    }
}
