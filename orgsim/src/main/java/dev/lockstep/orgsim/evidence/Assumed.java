package dev.lockstep.orgsim.evidence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The marked behaviour is believed and not proved: ask a real org when one is at hand.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.FIELD})
public @interface Assumed {
    /// What is believed, and why.
    String reason();
}
