package dev.agentguard.config;

import dev.agentguard.decision.Check;
import dev.agentguard.decision.Policy;
import dev.agentguard.mcp.DeclaredServer;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.scope.Application;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.backup.DeclaredBackup;
import dev.agentguard.scope.database.DatabaseAccess;
import dev.agentguard.session.Budget;
import dev.agentguard.session.Quota;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a human configured. Immutable; read once at the start.
 *
 * @param file the file it was read from, or null if there is none
 * @param settings the properties of a host that it was read from instead, or null if there are none
 * @param trusted whether a human named or pinned it; one that was merely found can only tighten
 * @param digest a digest of the file, its rule files and its packs
 * @param mode what happens with decisions
 * @param environments the declared environments by name
 * @param assigned the names of the environments this agent works in
 * @param checks the checks that are on
 * @param application what is the application's own
 * @param disposable directories and files of this machine that the agent may delete, absolute
 * @param credentials the credentials that were handed out
 * @param ruleBook the rules of this file and of the rule files, and what in them is advice only
 * @param ruleFiles the rule files and permission files that were read, and the lock if it holds accepted readings
 * @param resolvers how to ask providers where a resource lives
 * @param databases the databases that Guard may read
 * @param backups the declared backups
 * @param providerHosts by provider, other hosts at which it answers
 * @param packs the user's own packs
 * @param quotas permits and caps
 * @param budgets how much agents may do before a human looks at it
 * @param servers what was said of servers of the Model Context Protocol
 * @param refusalsRollBack whether a refused tool undoes what earlier tools did, where an error does
 * @param approval how humans are asked
 * @param store the directory of approvals and of the record
 * @param warnings what was ignored and why, one line each
 */
public record GuardConfig(
        @Nullable Path file,
        @Nullable Settings settings,
        boolean trusted,
        String digest,
        Mode mode,
        Map<String, Environment> environments,
        Set<String> assigned,
        Set<Check> checks,
        Application application,
        List<String> disposable,
        List<DeclaredCredential> credentials,
        RuleBook ruleBook,
        List<Path> ruleFiles,
        ResolverAccess resolvers,
        List<DatabaseAccess> databases,
        List<DeclaredBackup> backups,
        Map<String, List<String>> providerHosts,
        List<Path> packs,
        List<Quota> quotas,
        List<Budget> budgets,
        List<DeclaredServer> servers,
        boolean refusalsRollBack,
        ApprovalTerms approval,
        Path store,
        List<String> warnings) {

    static final String STORE = ".guard";

    /** Copies the collections. */
    public GuardConfig {
        environments = Map.copyOf(environments);
        assigned = Set.copyOf(assigned);
        checks = Set.copyOf(checks);
        disposable = List.copyOf(disposable);
        credentials = List.copyOf(credentials);
        ruleFiles = List.copyOf(ruleFiles);
        databases = List.copyOf(databases);
        backups = List.copyOf(backups);
        providerHosts = Map.copyOf(providerHosts);
        packs = List.copyOf(packs);
        quotas = List.copyOf(quotas);
        budgets = List.copyOf(budgets);
        servers = List.copyOf(servers);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a configuration with its rule files.
     *
     * @param file the file
     * @param trusted whether a human named or pinned it
     * @return the configuration
     * @throws ConfigException if it does not exist or cannot be used; the message names file, line and what is expected
     */
    public static GuardConfig load(Path file, boolean trusted) {
        return ConfigReader.load(file, trusted, System::getenv);
    }

    /**
     * Reads a configuration that a host's own properties hold, with its rule files.
     *
     * @param settings the properties
     * @return the configuration
     * @throws ConfigException if it cannot be used; the message names the property, where it is set and what is expected
     */
    public static GuardConfig of(Settings settings) {
        return ConfigReader.read(settings);
    }

    /**
     * Returns the configuration that holds where there is no file: all checks on, nothing declared.
     *
     * @return the default configuration
     */
    public static GuardConfig none() {
        return new GuardConfig(
                null,
                null,
                false,
                "none",
                Mode.ENFORCE,
                Map.of(),
                Set.of(),
                Set.of(Check.values()),
                Application.NONE,
                List.of(),
                List.of(),
                RuleBook.empty(),
                List.of(),
                ResolverAccess.NONE,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                ApprovalTerms.DEFAULT,
                Path.of(STORE),
                List.of());
    }

    /** Rules only tighten, so the usual rule files hold where nobody wrote a configuration too. */
    static GuardConfig withoutFile(Path directory) {
        RuleFiles usual = new RuleFiles(directory, new Trust(false));
        PermissionFiles permissions = new PermissionFiles(directory).locate(null, new Trust(false));
        List<Path> prose = usual.locate(null);
        List<Path> files = new ArrayList<>(prose);
        files.addAll(permissions.paths());
        GuardConfig none = none();
        Digests digests = new Digests();
        KnownPacks packs = new KnownPacks(List.of(), Map.of());
        RuleBook read = usual.read(prose, digests, packs).and(permissions.read(digests, packs));
        AcceptedReadings accepted = AcceptedReadings.of(directory, List.of(), digests);
        RuleBook book = accepted.appliedTo(read);
        if (!accepted.isEmpty()) {
            files.add(directory.resolve(RuleLock.FILE));
        }
        if (files.isEmpty() && book.advice().isEmpty()) {
            return none;
        }
        return none.with(book, files, "sha256:" + digests.hex(), none.store);
    }

    /**
     * Returns this configuration with more rules; rules only tighten.
     *
     * @param more the rules that hold too
     * @return the stricter configuration
     */
    public GuardConfig withRules(RuleBook more) {
        return with(ruleBook.and(more), ruleFiles, digest, store);
    }

    /**
     * Returns this configuration with other rules, for trying them out.
     *
     * @param others the rules that hold instead
     * @return the configuration
     */
    public GuardConfig trying(RuleBook others) {
        return with(others, List.of(), digest, store);
    }

    /**
     * Returns this configuration with another store.
     *
     * @param directory the directory of approvals and of the record
     * @return the configuration
     */
    public GuardConfig withStore(Path directory) {
        return with(ruleBook, ruleFiles, digest, directory);
    }

    /**
     * Returns this configuration for trying out actions of which nobody is really asked: whether their approvals could be
     * forged here says nothing of them.
     *
     * @param directory the directory that takes the store's place
     * @return the configuration
     */
    public GuardConfig forTrial(Path directory) {
        Set<Check> others =
                checks.stream().filter(check -> check != Check.SIGNED_APPROVALS).collect(Collectors.toSet());
        return with(ruleBook, ruleFiles, digest, directory, others);
    }

    private GuardConfig with(RuleBook book, List<Path> files, String newDigest, Path newStore) {
        return with(book, files, newDigest, newStore, checks);
    }

    private GuardConfig with(RuleBook book, List<Path> files, String newDigest, Path newStore, Set<Check> newChecks) {
        return new GuardConfig(
                file,
                settings,
                trusted,
                newDigest,
                mode,
                environments,
                assigned,
                newChecks,
                application,
                disposable,
                credentials,
                book,
                files,
                resolvers,
                databases,
                backups,
                providerHosts,
                packs,
                quotas,
                budgets,
                servers,
                refusalsRollBack,
                approval,
                newStore,
                warnings);
    }

    /**
     * Reads the files again. Only their rules count: everything else holds as it was at the start.
     *
     * @return the rules as the files say them now
     * @throws ConfigException if a file cannot be used
     */
    public RuleBook rulesNow() {
        Path named = file;
        Settings given = settings;
        if (given != null) {
            return of(given).ruleBook();
        }
        return named == null
                ? withoutFile(Path.of("").toAbsolutePath()).ruleBook()
                : load(named, trusted).ruleBook();
    }

    /**
     * Returns whether anybody wrote a configuration; rule files alone are none.
     *
     * @return true if there is a file, or properties of a host
     */
    public boolean isConfigured() {
        return file != null || settings != null;
    }

    /**
     * Returns whether an approval counts only with the signature of an approver whom a human named: whoever writes a file
     * that is merely found may have named themselves.
     *
     * @return true if approvers are named in a configuration that a human named or pinned
     */
    public boolean areApprovalsSigned() {
        return trusted && approval.approvers().areNamed();
    }

    /**
     * Returns what this was read from, in words.
     *
     * @return the file's path, the name of a host's properties, or {@code no guard.yaml}
     */
    public String source() {
        if (settings != null) {
            return settings.name();
        }
        return file == null ? "no guard.yaml" : file.toString();
    }

    /**
     * Returns the rules that are enforced, those of the file first.
     *
     * @return the rules
     */
    public List<Rule> rules() {
        return ruleBook.rules();
    }

    /**
     * Returns what decisions depend on.
     *
     * @param wireGuarded whether the Java agent judges every effect at the wire too
     * @return the policy
     */
    public Policy toPolicy(boolean wireGuarded) {
        return new Policy(digest, isConfigured(), environments, assigned, checks, application, wireGuarded, trusted);
    }
}
