package dev.agentguard;

import dev.agentguard.CredentialUses.Use;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Carrier;
import dev.agentguard.scope.CredentialLedger;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.IssuedTokens;
import dev.agentguard.scope.IssuedTokens.Issued;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a credential which a server issued is taken for what the request carried. Of tool calls it remembers
 * those that ask for nothing but a credential, until their result comes. Safe for use by many threads.
 */
final class Issuance {

    private static final int MOST = 1_000;
    private static final int LONGEST = 64 * 1024;

    /** One of these stands in whatever asks for a credential; looking for them is cheap. */
    private static final List<String> HINTS = List.of("token", "login", "sts", "creds");

    /** What runs or shows others, and prints no secret of its own. */
    private static final Set<String> AROUND =
            Set.of("sh", "bash", "zsh", "dash", "curl", "wget", "http", "https", "xh", "jq", "env", "sudo", "timeout");

    private final ActionReader reader;
    private final CredentialUses uses;
    private final CredentialLedger ledger;
    private final InstantSource clock;
    private final Map<Call, Asked> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Call, Asked> eldest) {
            return size() > MOST;
        }
    };

    private record Call(String session, String tool) {}

    private record Asked(List<CredentialStanding> carried, String by) {}

    Issuance(ActionReader reader, CredentialLedger ledger, InstantSource clock) {
        this.reader = reader;
        this.uses = new CredentialUses(ledger);
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A request was answered. */
    void answered(Action action, int status, Map<String, List<String>> headers, Body body) {
        if (action instanceof HttpCall call) {
            Issued issued = IssuedTokens.read(call, status, headers, body, clock.instant());
            if (issued != null) {
                note(issued, new Asked(carried(reader.reading(call)), IssuedTokens.host(call)));
            }
        }
    }

    /** A tool call was let through. */
    void started(ActionReading reading, CallContext context) {
        if (reading.action() instanceof ToolCall call
                && !reading.carriers().isEmpty()
                && hints(call.arguments().values(), 0)) {
            Asked one = asked(reading);
            if (one != null) {
                synchronized (asked) {
                    asked.put(new Call(context.session(), call.tool()), one);
                }
            }
        }
    }

    /** A tool call returned; to be called before the ledger sees the text. */
    void returned(CallContext context, String tool, String text) {
        Asked one;
        synchronized (asked) {
            one = asked.isEmpty() ? null : asked.remove(new Call(context.session(), tool));
        }
        if (one != null) {
            Issued issued = IssuedTokens.read(text, clock.instant());
            if (issued != null) {
                note(issued, one);
            }
        }
    }

    private void note(Issued issued, Asked one) {
        ledger.issued(issued.secrets(), one.carried(), one.by(), issued.expires());
    }

    /** What a call asks for, if it does nothing else: what it printed beside would be taken for issued too. */
    private @Nullable Asked asked(ActionReading reading) {
        String by = null;
        for (Carrier carrier : reading.carriers()) {
            String here = null;
            if (carrier instanceof Carrier.Request request) {
                here = IssuedTokens.areAskedForBy(request.call()) ? IssuedTokens.host(request.call()) : "";
            } else if (carrier instanceof Carrier.Start start
                    && !AROUND.contains(start.command().program())) {
                here = IssuedTokens.areAskedForBy(start.command())
                        ? start.command().program()
                        : "";
            } else if (carrier instanceof Carrier.Code) {
                here = "";
            }
            if (here != null && (here.isEmpty() || by != null)) {
                return null;
            }
            by = here == null ? by : here;
        }
        return by == null ? null : new Asked(carried(reading), by);
    }

    private List<CredentialStanding> carried(ActionReading reading) {
        List<CredentialStanding> carried = new ArrayList<>();
        for (Use use : uses.of(reading)) {
            if (use.standing().credential().login() == null) {
                carried.add(use.standing());
            }
        }
        return carried;
    }

    private static boolean hints(Iterable<? extends @Nullable Object> values, int depth) {
        for (Object value : values) {
            boolean hint = value instanceof String text
                    ? text.length() <= LONGEST && hints(text)
                    : depth < 4
                            && (value instanceof Map<?, ?> map
                                    ? hints(map.values(), depth + 1)
                                    : value instanceof List<?> list && hints(list, depth + 1));
            if (hint) {
                return true;
            }
        }
        return false;
    }

    private static boolean hints(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String hint : HINTS) {
            if (lower.contains(hint)) {
                return true;
            }
        }
        return false;
    }
}
