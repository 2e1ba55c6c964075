package dev.agentguard;

import dev.agentguard.approval.ApprovalChannel;
import dev.agentguard.approval.ApprovalChannels;
import dev.agentguard.approval.Approvals;
import dev.agentguard.approval.Grants;
import dev.agentguard.audit.AuditLog;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.RailwayAccess;
import dev.agentguard.config.Webhook;
import dev.agentguard.decision.Policy;
import dev.agentguard.freeze.Freezes;
import dev.agentguard.mcp.ToolServers;
import dev.agentguard.pack.Packs;
import dev.agentguard.rules.tamper.Tampering;
import dev.agentguard.scope.CredentialLedger;
import dev.agentguard.scope.DependantFinder;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.Inventory;
import dev.agentguard.scope.JdkHttpTransport;
import dev.agentguard.scope.Locator;
import dev.agentguard.scope.Recovery;
import dev.agentguard.scope.Resolver;
import dev.agentguard.scope.aws.AwsAccess;
import dev.agentguard.scope.aws.AwsResolver;
import dev.agentguard.scope.backup.BackupFinder;
import dev.agentguard.scope.database.RowCounts;
import dev.agentguard.scope.database.TableDependants;
import dev.agentguard.scope.inventory.InventoryDependants;
import dev.agentguard.scope.kubernetes.ClusterDependants;
import dev.agentguard.scope.kubernetes.KubernetesResolver;
import dev.agentguard.scope.local.FileCopies;
import dev.agentguard.scope.local.GitCopies;
import dev.agentguard.scope.railway.RailwayResolver;
import dev.agentguard.session.Budgets;
import dev.agentguard.session.Quotas;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The parts of a guard, put together. */
record Parts(
        ActionReader reader,
        FactsGatherer gatherer,
        DependantFacts dependants,
        Policy policy,
        CredentialLedger ledger,
        Issuance issuance,
        Judge judge,
        Failures failures,
        Recorder recorder,
        List<Resolver> resolvers,
        Recovery recovery,
        RowCounts rowCounts,
        ToolDatabases toolDatabases,
        ToolServers servers,
        Listeners listeners,
        StatusReader status,
        RemoteTools remoteTools,
        KillSwitch killSwitch,
        BiConsumer<CallContext, String> read,
        Approvals approvals,
        ApprovalChannels channels,
        List<String> summary) {

    static Parts of(
            GuardConfig config,
            boolean wireGuarded,
            @Nullable HttpTransport transport,
            Clock clock,
            Predicate<String> shippedPacks,
            Map<String, DataSource> dataSources,
            List<Path> ownFiles,
            List<JudgementListener> listeners,
            List<ApprovalChannel> channels) {
        Packs packs = Packs.load(config.packs(), config.providerHosts(), shippedPacks);
        AuditLog log = new AuditLog(config.store(), clock);
        return of(config, wireGuarded, transport, clock, log, packs, dataSources, ownFiles, listeners, channels);
    }

    static Parts of(
            GuardConfig config, boolean wireGuarded, @Nullable HttpTransport transport, Clock clock, AuditLog log) {
        Packs packs = Packs.load(config.packs(), config.providerHosts());
        return of(config, wireGuarded, transport, clock, log, packs, Map.of(), List.of(), List.of(), List.of());
    }

    private static Parts of(
            GuardConfig config,
            boolean wireGuarded,
            @Nullable HttpTransport transport,
            Clock clock,
            AuditLog log,
            Packs packs,
            Map<String, DataSource> dataSources,
            List<Path> ownFiles,
            List<JudgementListener> named,
            List<ApprovalChannel> approvalChannels) {
        Inventory inventory = new Inventory(config.environments().values());
        HttpTransport ownTransport = transport == null ? new JdkHttpTransport() : transport;
        List<Resolver> resolvers = resolvers(config, ownTransport, inventory, clock);
        RowCounts rowCounts = new RowCounts(config.databases());
        ToolDatabases toolDatabases = new ToolDatabases(dataSources);
        Recovery recovery = new Recovery(List.of(
                new BackupFinder(config.backups(), ownTransport, clock),
                new GitCopies(),
                new FileCopies(
                        FileCopies.temporaryDirectories(),
                        config.backups().stream()
                                .flatMap(backup -> backup.directories().stream())
                                .toList())));
        Policy policy = config.toPolicy(wireGuarded);
        ActionReader reader = new ActionReader(packs, inventory.declaresUrls());
        CredentialLedger ledger = new CredentialLedger(config.credentials());
        Approvals approvals = new Approvals(
                config.store(),
                clock,
                config.approval().expiry(),
                config.approval().approvers());
        ApprovalChannels channels = new ApprovalChannels(approvals, clock, approvalChannels);
        Webhook webhook = config.approval().webhook();
        if (webhook != null) {
            channels.add(new WebhookChannel(webhook, ownTransport, clock));
        }
        SessionWork sessions = new SessionWork(
                new Quotas(config.quotas(), config.store()),
                policy,
                approvals::rejection,
                config.disposable(),
                new SameRequests(packs::idempotency, clock));
        ToolServers servers = new ToolServers(config.servers(), config.store(), clock);
        Failures failures = new Failures(reader::effects);
        Recorder recorder = new Recorder(log, failures);
        RemoteTools remoteTools = new RemoteTools(recorder);
        RuleWatch rules = new RuleWatch(config, clock, recorder);
        Freezes freezes = new Freezes(config.store(), clock, config.approval().approvers());
        Budgets budgets = new Budgets(config.budgets(), config.store());
        KillSwitch killSwitch = new KillSwitch(freezes, log, budgets, clock);
        Budgeting budgeting = new Budgeting(budgets, killSwitch, failures, clock);
        FactsGatherer gatherer = new FactsGatherer(
                ledger,
                new Locator(inventory, resolvers, packs::controls),
                recovery,
                rowCounts,
                toolDatabases,
                rules,
                new Tampering(OwnPaths.of(config, ownFiles)),
                policy,
                sessions,
                servers,
                clock,
                new Checkouts(config.ruleFiles(), Path.of(""), System.getenv()),
                new ControlFacts(freezes, config.approval().approvers(), budgeting),
                config.areApprovalsSigned());
        DependantFacts dependants = new DependantFacts(dependants(config, ownTransport));
        ApprovalDesk desk = new ApprovalDesk(
                approvals,
                channels,
                new Grants(config.store(), clock, config.approval().approvers()),
                policy.version());
        Waiting waiting = new Waiting(approvals, config.approval().patience());
        Listeners listeners = new Listeners(named);
        Judge judge = new Judge(
                gatherer, dependants, policy, config.mode(), desk, waiting, recorder, sessions, budgeting, listeners);
        return new Parts(
                reader,
                gatherer,
                dependants,
                policy,
                ledger,
                new Issuance(reader, ledger, clock),
                judge,
                failures,
                recorder,
                resolvers,
                recovery,
                rowCounts,
                toolDatabases,
                servers,
                listeners,
                new StatusReader(config, rules, approvals, recorder, remoteTools, freezes),
                remoteTools,
                killSwitch,
                (context, source) -> sessions.read(context, source, clock),
                approvals,
                channels,
                Summary.of(config, policy, channels, freezes));
    }

    private static List<Resolver> resolvers(
            GuardConfig config, HttpTransport transport, Inventory inventory, Clock clock) {
        List<Resolver> resolvers = new ArrayList<>();
        RailwayAccess railway = config.resolvers().railway();
        if (railway != null) {
            resolvers.add(new RailwayResolver(
                    railway.endpoint(), railway.token(), railway.timeLimit(), transport, inventory));
        }
        config.resolvers()
                .kubernetes()
                .forEach(cluster -> resolvers.add(new KubernetesResolver(cluster, transport, inventory)));
        AwsAccess aws = config.resolvers().aws();
        if (aws != null) {
            resolvers.add(new AwsResolver(aws, transport, inventory, clock));
        }
        return resolvers;
    }

    private static List<DependantFinder> dependants(GuardConfig config, HttpTransport transport) {
        List<DependantFinder> finders = new ArrayList<>();
        config.resolvers().kubernetes().forEach(cluster -> finders.add(new ClusterDependants(cluster, transport)));
        if (!config.databases().isEmpty()) {
            finders.add(new TableDependants(config.databases()));
        }
        finders.add(new InventoryDependants(config.environments().values()));
        return finders;
    }

    void close() {
        resolvers.forEach(Resolver::close);
        dependants.close();
        recovery.close();
        rowCounts.close();
        toolDatabases.close();
        recorder.close();
        channels.close();
    }
}
