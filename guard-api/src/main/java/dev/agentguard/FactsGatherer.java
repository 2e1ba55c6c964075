package dev.agentguard;

import dev.agentguard.CredentialUses.Use;
import dev.agentguard.action.Action;
import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Policy;
import dev.agentguard.decision.RecoverabilityCheck;
import dev.agentguard.effect.Effect;
import dev.agentguard.mcp.ToolServers;
import dev.agentguard.rules.ActionView;
import dev.agentguard.rules.Circumstances;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.rules.tamper.Tampering;
import dev.agentguard.scope.Affected;
import dev.agentguard.scope.CredentialLedger;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Dependants;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Locator;
import dev.agentguard.scope.Loss;
import dev.agentguard.scope.Placement;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recovery;
import dev.agentguard.scope.RequiredBackup;
import dev.agentguard.scope.database.RowCounts;
import dev.agentguard.scope.local.CheckedOut;
import dev.agentguard.session.History;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out about each effect what a decision rests on. */
final class FactsGatherer {

    private final CredentialUses credentials;
    private final Locator locator;
    private final Recovery recovery;
    private final RowCounts rowCounts;
    private final ToolDatabases toolDatabases;
    private final Supplier<RuleBook> rules;
    private final Tampering tampering;
    private final Policy policy;
    private final SessionWork sessions;
    private final ToolServers servers;
    private final InstantSource clock;
    private final Checkouts checkouts;
    private final ControlFacts controls;
    private final boolean approvalsSigned;

    FactsGatherer(
            CredentialLedger ledger,
            Locator locator,
            Recovery recovery,
            RowCounts rowCounts,
            ToolDatabases toolDatabases,
            Supplier<RuleBook> rules,
            Tampering tampering,
            Policy policy,
            SessionWork sessions,
            ToolServers servers,
            InstantSource clock,
            Checkouts checkouts,
            ControlFacts controls,
            boolean approvalsSigned) {
        this.approvalsSigned = approvalsSigned;
        this.credentials = new CredentialUses(ledger);
        this.locator = locator;
        this.recovery = recovery;
        this.rowCounts = rowCounts;
        this.toolDatabases = toolDatabases;
        this.rules = rules;
        this.tampering = tampering;
        this.policy = policy;
        this.sessions = sessions;
        this.servers = servers;
        this.clock = clock;
        this.checkouts = checkouts;
        this.controls = controls;
    }

    private static final Set<String> TOUCHING_ROWS =
            Set.of("sql:delete", "sql:update", "sql:truncate", "sql:drop-table");

    private record Surroundings(
            Action action,
            List<Effect> effects,
            RuleBook book,
            @Nullable ActionView view,
            @Nullable Path directory,
            @Nullable Affected affected,
            @Nullable String databaseUnknown,
            CallContext context,
            SameRequests.Request request,
            Instant now,
            boolean fresh) {}

    Facts gather(ActionReading reading, CallContext context, boolean fresh) {
        Action action = reading.action();
        List<Effect> read = reading.effects();
        Instant now = clock.instant();
        Database database = policy.knowsEnvironments() ? toolDatabases.of(action, read) : null;
        List<Effect> effects = action instanceof SqlCall ? read : ToolDatabases.placed(read, database);
        List<Use> uses = credentials.of(reading);
        RuleBook book = rules.get();
        Surroundings surroundings = new Surroundings(
                action,
                effects,
                book,
                areSpokenOf(effects, book) ? new ActionView(action, reading::commands) : null,
                WorkingDirectory.of(action),
                affected(action, effects, context.origin(), fresh),
                database == null ? null : database.unknown(),
                context,
                sessions.request(action),
                now,
                fresh);
        List<EffectFacts> facts = new ArrayList<>(effects.size());
        for (Effect effect : effects) {
            Collection<Use> reaching = uses.isEmpty() ? List.of() : CredentialUses.reaching(effect, uses);
            if (reaching.isEmpty()) {
                facts.add(facts(surroundings, effect, null, null));
                continue;
            }
            CredentialStanding sent = CredentialUses.sent(reaching);
            // which of several credentials the server takes is not known, so the effect counts with each
            for (Use use : reaching) {
                facts.add(facts(surroundings, effect, use.standing(), use.part().sent() ? use.standing() : sent));
            }
        }
        return new Facts(
                now,
                context.origin(),
                facts,
                servers.of(action),
                sessions.before(context).influence(),
                controls.of(context, effects, facts, now, fresh),
                approvalsSigned);
    }

    /** Returns whether a rule or the session's past may say something to any of it; most effects are plain reads. */
    private static boolean areSpokenOf(List<Effect> effects, RuleBook book) {
        for (int i = 0; i < effects.size(); i++) {
            if (isSpokenOf(effects.get(i), book)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpokenOf(Effect effect, RuleBook book) {
        return effect.reversibility().mayWrite() || !book.isSilentOn(effect.reversibility());
    }

    /**
     * @param standing the credential that the effect counts with
     * @param proof the credential that may prove where it is: only one that the server is surely shown
     */
    private EffectFacts facts(
            Surroundings surroundings,
            Effect effect,
            @Nullable CredentialStanding standing,
            @Nullable CredentialStanding proof) {
        Placement placement = locator.place(effect, proof, surroundings.fresh());
        Location location = location(effect, placement, surroundings.databaseUnknown());
        Recoverability recoverability = Recovery.isNeeded(effect)
                ? recovery.assess(
                        loss(surroundings, effect, placement),
                        RecoverabilityCheck.appliesTo(
                                effect, surroundings.context().origin(), policy),
                        surroundings.fresh())
                : Recovery.NOT_NEEDED;
        ActionView view = surroundings.view();
        Said said = view != null && isSpokenOf(effect, surroundings.book())
                ? said(surroundings, view, effect, location, standing, recoverability)
                : Said.NOTHING;
        return new EffectFacts(
                effect,
                location,
                standing,
                recoverability,
                required(surroundings, effect, placement),
                said.rules(),
                TOUCHING_ROWS.contains(effect.operation()) ? surroundings.affected() : null,
                placement.details() == null
                        ? Dependants.NONE
                        : new Dependants(placement.details().dependants(), null),
                said.history());
    }

    private static Loss loss(Surroundings surroundings, Effect effect, Placement placement) {
        return new Loss(effect, placement, surroundings.effects(), surroundings.directory());
    }

    /** What rules and the session's past say to an effect. */
    private record Said(List<RuleMatch> rules, History history) {
        static final Said NOTHING = new Said(List.of(), History.NONE);
    }

    /** Apart from the rest: most effects are reads that no rule speaks of, and nothing of this is made for them. */
    private Said said(
            Surroundings surroundings,
            ActionView view,
            Effect effect,
            Location location,
            @Nullable CredentialStanding standing,
            Recoverability recoverability) {
        Set<String> environments = location instanceof Location.Proven proven ? proven.environments() : Set.of();
        String own = effect.reversibility().mayWrite()
                ? sessions.own(surroundings.context(), effect, surroundings.effects(), surroundings.directory())
                : null;
        Supplier<RuleInput> input = () -> new RuleInput(
                effect, environments, view, circumstances(surroundings, effect, standing, recoverability, own != null));
        return new Said(
                matching(effect, surroundings.book(), input),
                sessions.history(
                        surroundings.context(), surroundings.request(), effect, own, input, surroundings.now()));
    }

    /** A tool's own effect counts also where its name makes it a read: who requires a backup knows better. */
    private @Nullable RequiredBackup required(Surroundings surroundings, Effect effect, Placement placement) {
        ToolDeclaration.Backup wanted = surroundings.action() instanceof ToolCall call
                ? call.declaration().backup()
                : null;
        boolean whole = effect.resource().type().startsWith("tool:");
        if (wanted == null || !(effect.reversibility().mayWrite() || whole)) {
            return null;
        }
        Loss loss = loss(surroundings, effect, placement);
        Loss named = whole && !wanted.of().isEmpty()
                ? new Loss(
                        effect.toBuilder().resource(wanted.of(), null).build(),
                        loss.placement(),
                        loss.together(),
                        loss.directory())
                : loss;
        return recovery.backup(named, wanted.within(), surroundings.fresh());
    }

    private List<RuleMatch> matching(Effect effect, RuleBook book, Supplier<RuleInput> input) {
        boolean silent = book.isSilentOn(effect.reversibility());
        if (!effect.reversibility().mayWrite()) {
            return silent ? List.of() : book.matching(input.get());
        }
        RuleInput asked = input.get();
        RuleMatch tampers = tampering.match(asked);
        List<RuleMatch> matches = silent ? List.of() : book.matching(asked);
        if (tampers == null) {
            return matches;
        }
        List<RuleMatch> all = new ArrayList<>(matches);
        all.add(0, tampers);
        return all;
    }

    private Circumstances circumstances(
            Surroundings surroundings,
            Effect effect,
            @Nullable CredentialStanding standing,
            Recoverability recoverability,
            boolean own) {
        CheckedOut checkedOut = checkouts.of(surroundings.action(), effect);
        DeclaredCredential declared = standing == null ? null : standing.declared();
        Affected affected = surroundings.affected();
        return new Circumstances(
                surroundings.now(),
                surroundings.context().session(),
                sessions.before(surroundings.context()),
                surroundings.context().origin().name().toLowerCase(Locale.ROOT),
                affected == null || !affected.isKnown() ? null : affected.rows(),
                declared == null ? null : declared.name(),
                standing != null && standing.found(),
                recoverability.verdict().name().toLowerCase(Locale.ROOT),
                own,
                checkedOut == null ? null : checkedOut.branch(),
                checkedOut == null ? null : checkedOut.pushed());
    }

    private Location location(Effect effect, Placement placement, @Nullable String databaseUnknown) {
        return databaseUnknown == null
                        || !policy.knowsEnvironments()
                        || !effect.operation().startsWith("sql:")
                ? placement.location()
                : new Location.Unknown("which database runs it is unknown: " + databaseUnknown);
    }

    /** Nobody asks a database about statements that are the application's own work. */
    private @Nullable Affected affected(Action action, List<Effect> effects, Origin origin, boolean fresh) {
        boolean asked = action instanceof SqlCall
                && effects.stream()
                        .anyMatch(effect -> TOUCHING_ROWS.contains(effect.operation())
                                && RecoverabilityCheck.appliesTo(effect, origin, policy));
        return asked ? rowCounts.of((SqlCall) action, fresh) : null;
    }
}
