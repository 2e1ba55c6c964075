package dev.agentguard.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a tool may only run where a young backup of what it touches exists, outside of what the call takes away. The
 * backups are those that a human declared under {@code backups} in {@code guard.yaml}; each is looked at before the call.
 * Without one that is there, young and whole the call is held for a human, whatever else speaks for it, permits too; what
 * could not be found out counts as no backup. It loosens nothing: what cannot be undone is held with a backup as well.
 *
 * <p>What is looked up is what the parameters name ({@link TargetResource}, {@link Sql}, {@link Shell}, {@link GraphQl},
 * {@link HttpPart}); a tool that takes none of them says by {@link #of()} what it touches. One of the two is required.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface RequiresBackup {

    /**
     * The age from which on a backup does not count, a duration of ISO 8601: {@code PT24H}, {@code P7D}. The age that
     * {@code guard.yaml} sets for a backup holds as well.
     *
     * @return the age, more than zero
     */
    String maxAge();

    /**
     * The type of all that the tool touches, as {@code of.resource} of a backup names it, for example
     * {@code shop:orders}; for a tool without a parameter that names it.
     *
     * @return the type; empty if parameters name it
     */
    String of() default "";
}
