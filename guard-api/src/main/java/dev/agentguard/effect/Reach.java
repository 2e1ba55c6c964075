package dev.agentguard.effect;

/** How many resources an effect touches. */
public enum Reach {
    /** The named one. */
    ONE,
    /** Several named ones, or those of one scope. */
    MANY,
    /** All there are; an omitted scope argument means this. */
    ALL
}
