package dev.agentguard.session;

import dev.agentguard.effect.Effect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What running tool calls were counted for: the request by which a tool does what it was called for is the same act and
 * is not counted again, once, and up to what the call said. Safe for use by many threads.
 */
public final class Shares {

    private static final int MOST = 1_000;

    private final Map<String, List<Share>> bySession = new HashMap<>();

    /**
     * What a tool call was counted for, that no request took yet.
     *
     * @param session the session
     * @param action the tool call's id
     * @param quota the quota
     * @param effect what the call said
     * @param part what took it, or null
     */
    public record Share(String session, String action, Quota quota, Effect effect, Quotas.@Nullable Part part) {

        /**
         * Returns whether the tool call named the same resource.
         *
         * @param other the effect of a request
         * @return true if it did
         */
        public boolean isOf(Effect other) {
            String id = effect.resource().id();
            return id != null && id.equals(other.resource().id());
        }
    }

    /**
     * Takes note of what a tool call is counted for.
     *
     * @param session the session
     * @param action the tool call's id
     * @param quota the quota
     * @param effect what the call said
     */
    public synchronized void open(String session, String action, Quota quota, Effect effect) {
        List<Share> shares = bySession.computeIfAbsent(session, unused -> new ArrayList<>(2));
        if (shares.size() < MOST) {
            shares.add(new Share(session, action, quota, effect, null));
        }
    }

    /**
     * Returns what covers an effect of a request.
     *
     * @param session the session
     * @param quota the quota
     * @param effect the effect
     * @return the share, or null if none is as large
     */
    public synchronized @Nullable Share covering(String session, Quota quota, Effect effect) {
        for (Share share : bySession.getOrDefault(session, List.of())) {
            if (share.quota().id().equals(quota.id()) && isWithin(effect, share)) {
                return share;
            }
        }
        return null;
    }

    private static boolean isWithin(Effect effect, Share share) {
        for (Limit limit : share.quota().limits()) {
            BigDecimal asked = limit.of(effect);
            BigDecimal said = limit.of(share.effect());
            if (asked == null || said == null || asked.compareTo(said) > 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes what covers an effect of a request.
     *
     * @param session the session
     * @param quota the quota
     * @param effect the effect
     * @return the share with what took it, or null if none is as large
     */
    public synchronized @Nullable Share take(String session, Quota quota, Effect effect) {
        Share share = covering(session, quota, effect);
        if (share == null) {
            return null;
        }
        bySession.getOrDefault(session, new ArrayList<>()).remove(share);
        return new Share(session, share.action(), share.quota(), share.effect(), new Quotas.Part(quota, effect));
    }

    /**
     * Gives back what was taken, since the request was not sent or failed.
     *
     * @param share the share
     */
    public synchronized void back(Share share) {
        open(share.session(), share.action(), share.quota(), share.effect());
    }

    /**
     * Ends what a tool call was counted for.
     *
     * @param action the tool call's id
     */
    public synchronized void close(String action) {
        bySession
                .values()
                .forEach(shares -> shares.removeIf(share -> share.action().equals(action)));
        bySession.values().removeIf(List::isEmpty);
    }
}
