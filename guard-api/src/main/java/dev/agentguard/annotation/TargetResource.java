package dev.agentguard.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the parameter that holds the id of the resource the tool acts on. An absent value means all resources. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface TargetResource {

    /**
     * The resource's type as packs and {@code guard.yaml} name it, for example {@code railway:volume}.
     *
     * @return the type
     */
    String value();
}
