package dev.agentguard.decision;

import java.util.List;

/** What shall happen to an action, with the reasons, the weightiest first. */
public sealed interface Decision {

    /**
     * Returns why.
     *
     * @return the reasons, the weightiest first; empty if there was nothing to weigh
     */
    List<Reason> reasons();

    /**
     * It may proceed.
     *
     * @param reasons why
     */
    record Allow(List<Reason> reasons) implements Decision {
        /** Copies the reasons. */
        public Allow {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A human decides.
     *
     * @param reasons why
     */
    record Ask(List<Reason> reasons) implements Decision {
        /** Copies the reasons. */
        public Ask {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * It is refused, and no approval changes that.
     *
     * @param reasons why
     */
    record Deny(List<Reason> reasons) implements Decision {
        /** Copies the reasons. */
        public Deny {
            reasons = List.copyOf(reasons);
        }
    }
}
