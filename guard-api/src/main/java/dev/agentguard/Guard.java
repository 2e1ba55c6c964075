package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolServer;
import dev.agentguard.approval.ApprovalChannel;
import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.Approvals;
import dev.agentguard.approval.HeldCall;
import dev.agentguard.audit.ActionJson;
import dev.agentguard.config.ConfigException;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decider;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Facts;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kept;
import dev.agentguard.freeze.FreezeException;
import dev.agentguard.freeze.FreezeScope;
import dev.agentguard.freeze.Frozen;
import dev.agentguard.mcp.PinsException;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.IssuedTokens;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Judges actions before they run: what they would do, where, against which rules; lets them run, holds them for a human
 * or refuses them, and records it. Threadsafe.
 *
 * <p>A host asks {@link #check} before the action, does not run it unless the verdict proceeds, and says
 * {@link #completed} afterwards. What a tool returned to the model goes to {@link #toolResult}, so that a credential in
 * it is known as one that nobody handed out.
 */
public final class Guard implements AutoCloseable {

    private static final Kept<String> SOURCES = new Kept<>(tool -> "tool:" + tool);

    private final Parts parts;
    private final boolean refusalsRollBack;

    Guard(Parts parts) {
        this(parts, false);
    }

    private Guard(Parts parts, boolean refusalsRollBack) {
        this.parts = parts;
        this.refusalsRollBack = refusalsRollBack;
    }

    /**
     * Starts a guard that holds with nothing configured.
     *
     * @return a builder, not safe for use by several threads
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Judges an action. If it needs a human and one approved exactly this, the approval is used up; else a request is
     * opened. The record of what may not be undone is on disk before this returns. Never throws on hostile input; when
     * Guard itself fails, what is provably a read proceeds and everything else is refused.
     *
     * @param action what is about to happen
     * @param context who is acting
     * @return what is said to it
     */
    public Verdict check(Action action, CallContext context) {
        try {
            ActionReading reading = parts.reader().reading(action);
            Verdict verdict = parts.judge().verdict(reading, context);
            if (verdict.proceeds()) {
                parts.issuance().started(reading, context);
                sent(action);
            }
            return verdict;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            Verdict verdict = parts.failures().verdict(action, e);
            parts.listeners().judged(action, context, verdict, List.of(), 0);
            return verdict;
        }
    }

    private void sent(Action action) {
        try {
            parts.remoteTools().sent(action);
        } catch (RuntimeException | StackOverflowError e) {
            parts.failures().report("a request was not looked at for the tools of a model", e);
        }
    }

    /**
     * Says how an action that was let through ended. To be called once for each verdict that proceeds.
     *
     * @param verdict the verdict that let it through
     * @param outcome how it ended
     */
    public void completed(Verdict verdict, Outcome outcome) {
        try {
            parts.judge().completed(verdict, outcome);
        } catch (RuntimeException e) {
            parts.failures().report("the outcome of `" + verdict.id() + "` was not recorded", e);
        }
    }

    /**
     * Takes note of text that a model will read: the session may follow it from now on. Credentials in it are kept as
     * fingerprints only.
     *
     * @param context who is acting
     * @param call the call that returned it
     * @param text the text
     */
    public void toolResult(CallContext context, ToolCall call, String text) {
        ServerTool remote = call.remote();
        String source = remote == null
                ? SOURCES.of(call.tool())
                : "server:" + parts.servers().name(remote);
        returned(context, call.tool(), source, text);
    }

    /**
     * Takes note of text that a model will read: the session may follow it from now on. Credentials in it are kept as
     * fingerprints only.
     *
     * @param context who is acting
     * @param tool the tool that returned it
     * @param text the text
     */
    public void toolResult(CallContext context, String tool, String text) {
        returned(context, tool, SOURCES.of(tool), text);
    }

    /**
     * Takes note of text that was retrieved and that a model will read, as is done with what tools return.
     *
     * @param context who is acting
     * @param source what it was retrieved by
     * @param text the text
     */
    public void contentRead(CallContext context, String source, String text) {
        returned(context, source, "content:" + source, text);
    }

    private void returned(CallContext context, String tool, String source, String text) {
        try {
            parts.issuance().returned(context, tool, text);
            if (!text.isBlank()) {
                parts.read().accept(context, source);
            }
            parts.ledger().observe(context.session(), tool, text);
        } catch (RuntimeException e) {
            parts.failures().report("the result of `" + tool + "` was not looked at for credentials", e);
        }
    }

    /**
     * Takes note of the tools that a server of the Model Context Protocol lists. The first list of a server holds; a call
     * of a tool that is not what it was then is asked about until a human accepts it. To be called before such a call.
     *
     * @param server the server
     * @param tools its tools, as it lists them
     */
    public void toolsListed(ToolServer server, List<ServerTool> tools) {
        try {
            parts.servers().listed(server, tools);
        } catch (PinsException | RuntimeException e) {
            parts.failures().report("the tools of a server were not taken note of", e);
        }
    }

    /**
     * Takes note of how a model is set up, for hosts that do not see its requests: of the tools that its provider runs.
     * Each is said and recorded once.
     *
     * @param model which model it is, for messages; no secret
     * @param fields what is sent with each request beside its messages, as the provider's API names it, such as
     *     {@code tools}; maps, lists and plain values
     */
    public void modelConfigured(String model, Map<String, ? extends @Nullable Object> fields) {
        try {
            parts.remoteTools().configured(model, fields);
        } catch (RuntimeException | StackOverflowError e) {
            parts.failures().report("the tools of a model were not looked at", e);
        }
    }

    /**
     * Returns whether the answer to a request is worth handing to {@link #response}: it asks for a credential.
     *
     * @param call the request
     * @return true if its answer may hold one; decided by method, URL and body alone
     */
    public boolean wantsResponse(HttpCall call) {
        return IssuedTokens.areAskedForBy(call);
    }

    /**
     * Takes note of how a request was answered. A credential that a server issues in the answer belongs to what the
     * request carried: one that was issued for a token that a human handed out is handed out too, for the same purpose and
     * no longer; one that was issued for a found token is found. Looks only at answers to requests for a credential and
     * at those that have the form of one; of what it finds it keeps fingerprints. Cheap and bounded; to be called by hosts
     * that see answers, before their text goes to {@link #toolResult}.
     *
     * @param context who is acting
     * @param action the request that was let through
     * @param status the answer's status code
     * @param headers the answer's header fields
     * @param body the answer's content; one of more than 256 KiB is not looked at
     */
    public void response(CallContext context, Action action, int status, Map<String, List<String>> headers, Body body) {
        try {
            parts.issuance().answered(action, status, headers, body);
        } catch (RuntimeException e) {
            parts.failures().report("an answer was not looked at for credentials", e);
        }
    }

    /**
     * Keeps a tool call that was held, exactly as it would run, so that its host can run it once it is approved without
     * asking the model again. It is not kept where its arguments hold a credential or what looks like a secret.
     *
     * @param call the call as it was judged
     * @param exact the same call as its host runs it
     * @return whether it is kept
     */
    public boolean keep(ToolCall call, HeldCall exact) {
        try {
            boolean secret = ActionJson.holdsSecret(exact.arguments())
                    || !new CredentialUses(parts.ledger())
                            .of(parts.reader().reading(call))
                            .isEmpty();
            if (!secret) {
                parts.approvals().keep(exact);
            }
            return !secret;
        } catch (ApprovalException e) {
            return false; // it was answered or has expired meanwhile, or the store fails, which held calls say
        } catch (RuntimeException | StackOverflowError e) {
            parts.failures().report("the held call of `" + call.tool() + "` was not kept", e);
            return false;
        }
    }

    /**
     * Returns the requests for approval of this guard's store.
     *
     * @return the requests
     */
    public Approvals approvals() {
        return parts.approvals();
    }

    /**
     * Explains what would be said to an action. Nothing is run, used up or recorded.
     *
     * @param action the action
     * @param context who would be acting
     * @return effects, facts and decision
     */
    public Explanation explain(Action action, CallContext context) {
        ActionReading reading = parts.reader().reading(action);
        Facts facts = parts.gatherer().gather(reading, context, false);
        Decision decision = Decider.decide(facts, parts.policy());
        return new Explanation(action, parts.dependants().added(facts), decision);
    }

    /**
     * Reads what an action does; nothing is located, judged or recorded. Makes no connection.
     *
     * @param action the action
     * @return its effects in the order in which they would happen, at least one
     */
    public List<Effect> effects(Action action) {
        return parts.reader().effects(action);
    }

    /**
     * Runs an action if it may run.
     *
     * @param action what the call does
     * @param context who is acting
     * @param call the call
     * @param <T> what it returns
     * @return what the call returned
     * @throws ActionDeniedException if it was refused or is held for a human; the call did not run
     * @throws Exception what the call threw
     */
    public <T extends @Nullable Object> T run(Action action, CallContext context, Callable<T> call) throws Exception {
        Verdict verdict = check(action, context);
        if (!verdict.proceeds()) {
            throw new ActionDeniedException(verdict);
        }
        Outcome outcome = Outcome.UNKNOWN;
        try {
            T result = call.call();
            outcome = Outcome.SUCCEEDED;
            return result;
        } finally {
            completed(verdict, outcome);
        }
    }

    /**
     * Returns whether a tool call that is refused shall undo what earlier calls did, in a framework that does so upon errors.
     *
     * @return false if neither the builder nor the configuration says so
     */
    public boolean refusalsRollBack() {
        return refusalsRollBack;
    }

    /**
     * Returns what holds, in words: the mode, the configuration, what is off, how many rules are enforced.
     *
     * @return one line each
     */
    public List<String> summary() {
        return parts.summary();
    }

    /**
     * Returns how this guard is set up and whether it can do its work, for those who operate it. Reads the store.
     *
     * @return the state, without secrets
     */
    public GuardStatus status() {
        return parts.status().now();
    }

    /**
     * Freezes a session, an agent or everything that shares the store: at once here, within a second elsewhere. A human
     * thaws it with {@code guard.jar thaw}; nothing in this JVM can.
     *
     * @param scope what
     * @param reason why, for people and the model
     * @param length how long, or null if until a human thaws it
     * @return what was frozen
     * @throws FreezeException if it cannot be written; nothing is frozen then
     */
    public Frozen freeze(FreezeScope scope, String reason, @Nullable Duration length) throws FreezeException {
        return parts.killSwitch().freeze(scope, "the application", reason, length);
    }

    /**
     * Puts on disk what was recorded so far. For the end of a JVM, where refusals of the last moments may still be on
     * their way; the guard goes on working, since the application may have work to do until the very end.
     */
    public void flush() {
        parts.recorder().flush();
    }

    /** Closes the record, the resolvers and the approval channels. Calls after this are refused unless they are reads. */
    @Override
    public void close() {
        parts.close();
    }

    /** Builds a {@link Guard}. Not safe for use by several threads. */
    public static final class Builder {
        private GuardConfig config = GuardConfig.none();
        private boolean wireGuarded;
        private @Nullable HttpTransport transport;
        private Clock clock = Clock.systemUTC();
        private Predicate<String> shippedPacks = provider -> true;
        private @Nullable Boolean refusalsRollBack;
        private final Map<String, DataSource> dataSources = new LinkedHashMap<>();
        private final List<Path> ownFiles = new ArrayList<>();
        private final List<JudgementListener> listeners = new ArrayList<>();
        private final List<ApprovalChannel> channels = new ArrayList<>();

        private Builder() {}

        /**
         * Sets what a human configured; without it nothing is declared and all checks are on.
         *
         * @param value the configuration
         * @return this builder
         */
        public Builder config(GuardConfig value) {
            config = value;
            return this;
        }

        /**
         * Says that every effect is judged at the wire too, so that a tool with a name that says nothing need not be
         * held for that alone. For the Java agent.
         *
         * @param value whether it is; false if not called
         * @return this builder
         */
        public Builder wireGuarded(boolean value) {
            wireGuarded = value;
            return this;
        }

        /**
         * Sets how Guard's own requests are sent.
         *
         * @param value the transport; Guard's own if not called
         * @return this builder
         */
        public Builder transport(HttpTransport value) {
            transport = value;
            return this;
        }

        /**
         * Says on which data source a tool runs the SQL in its arguments. Before a call that would change something a
         * connection of it is asked which database it is in; what the tool's arguments or a URL say does not count.
         *
         * @param tool the tool's name
         * @param dataSource the data source; the caller closes it
         * @return this builder
         */
        public Builder dataSource(String tool, DataSource dataSource) {
            dataSources.put(tool, dataSource);
            return this;
        }

        /**
         * Names a file that Guard itself runs from, such as its jar. No agent may change it, as none may change the
         * configuration, the rule files, the packs and the store.
         *
         * @param file the file
         * @return this builder
         */
        public Builder ownFile(Path file) {
            ownFiles.add(file);
            return this;
        }

        /**
         * Adds somebody who is told of every action that was judged, for measuring. It decides nothing.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(JudgementListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Adds a way in which a request for approval reaches a human; the command line always works beside it.
         *
         * @param channel the channel; its name must be unique
         * @return this builder
         */
        public Builder approvalChannel(ApprovalChannel channel) {
            channels.add(channel);
            return this;
        }

        /**
         * Sets the time.
         *
         * @param value the clock; the system's if not called
         * @return this builder
         */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /**
         * Chooses among the packs that are shipped. For finding out what the general reading makes of systems that no
         * pack speaks of; the general reading itself always holds.
         *
         * @param providers whether the packs of this provider are used; all if not called
         * @return this builder
         */
        public Builder shippedPacks(Predicate<String> providers) {
            shippedPacks = providers;
            return this;
        }

        /**
         * Says that a refused tool call undoes what earlier calls did, where the framework does so upon errors, as
         * LangChain4j with {@code compensateOnToolErrors(true)}. Without it a refusal undoes nothing: only where it would
         * be taken for done otherwise, that of a tool that ends the invocation, it is an error as well.
         *
         * @param value whether it does; if not called, what {@code refusals.roll-back} of the configuration says
         * @return this builder
         */
        public Builder refusalsRollBack(boolean value) {
            refusalsRollBack = value;
            return this;
        }

        /**
         * Returns the guard.
         *
         * @return the guard
         * @throws ConfigException if the configuration cannot be used
         * @throws dev.agentguard.yaml.YamlException if a pack cannot be used
         * @throws IllegalArgumentException if an approval channel has no usable name, or that of another
         */
        public Guard build() {
            Parts parts = Parts.of(
                    config,
                    wireGuarded,
                    transport,
                    clock,
                    shippedPacks,
                    Map.copyOf(dataSources),
                    ownFiles,
                    List.copyOf(listeners),
                    List.copyOf(channels));
            return new Guard(parts, refusalsRollBack == null ? config.refusalsRollBack() : refusalsRollBack);
        }
    }
}
