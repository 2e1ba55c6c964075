package dev.agentguard.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a tool does. It replaces what the tool's name and description suggest; it never lowers what is read in an
 * argument (an SQL statement, a request) or on the wire.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Guarded {

    /**
     * How far the tool's effect can be taken back.
     *
     * @return the class of the effect
     */
    Reversibility value();

    /**
     * The operation's name in rules, approvals and the record, for example {@code railway:volumeDelete}. An approval of
     * the tool call covers the request it sends only if both carry the same operation and resource.
     *
     * @return the operation; empty means {@code tool:} and the tool's name
     */
    String operation() default "";

    /**
     * Whether the effect destroys the means of recovery too: backups, snapshots, versions, audit logs. Such an effect
     * is {@link Reversibility#IRREVERSIBLE} whatever {@link #value()} says.
     *
     * @return true if nothing to recover from is left
     */
    boolean destroysRecovery() default false;
}
