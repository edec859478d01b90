package dev.lockstep.orgsim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives tests a simulated org of their own: a parameter of the type `OrgsimServer` (or `SimulatedOrg`) of a test, of
/// its `@BeforeEach` or `@AfterEach` is one that runs. It stops by itself.
///
/// ```java
/// @OrgSim(rows = 10_000)
/// class MyClientTest {
///     @Test
///     void signsIn(OrgsimServer orgsim) {
///         var client = new MyClient(orgsim.url(), "lockstep-demo", "lockstep-demo-secret");
///         …
///     }
/// }
/// ```
///
/// An annotation of a method replaces that of its class as a whole.
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OrgSimExtension.class)
public @interface OrgSim {
    /// How many rows the generated object `Reading__c` has; without it there is no such object.
    long rows() default 0;

    /// What the sample's objects have beside what all orgs have, with commas between:
    /// `MultiCurrency,StateAndCountryPicklist`.
    String features() default "";

    /// The folder of a Salesforce DX project that the org is made of; without it the org is the sample.
    String project() default "";

    /// The folder of descriptions that the org is made of, `*.json` as REST answers them, instead of a project.
    String describes() default "";

    /// The folder of the records that the org begins with, a CSV file for each object.
    String records() default "";

    /// What goes wrong from the start, as on the command line: `answer-lost,api=soap,operation=create`.
    String[] faults() default {};

    /// How many milliseconds a bulk job takes.
    long jobMillis() default 0;

    /// How long an org lives.
    Lifetime lifetime() default Lifetime.TEST;

    /// How long an org lives.
    enum Lifetime {
        /// Each test has a new one.
        TEST,
        /// The tests of a class share one, with whatever the one before has left there. It may be a parameter of the
        /// constructor, of `@BeforeAll` and `@AfterAll` as well.
        CLASS
    }
}
