package dev.agentguard.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names what undoes a tool, of the same class or of one that it extends or implements: another tool, whose parameters the
 * model fills in, or a public method, whose parameters are parameters of the undone tool by name and type.
 *
 * <p>A tool that can be undone is at most {@link Reversibility#RECOVERABLE} by its name and description. A
 * {@link Guarded} beside it stands as it is, and nothing that is read in an argument or on the wire becomes less. Guard
 * calls the method never; the model, the human who is asked and the record are told of it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Undo {

    /**
     * The name of the tool or of the method.
     *
     * @return the name
     */
    String value();
}
