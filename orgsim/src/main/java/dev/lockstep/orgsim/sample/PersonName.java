package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.Draft;
import dev.lockstep.orgsim.org.Value;

/// The name of a person, made of its parts.
final class PersonName {
    private PersonName() {}

    @Assumed(reason = "Name is first and last name with a blank between; the salutation isn't in it")
    static void derive(Draft draft) {
        draft.set("Name", Value.text((text(draft, "FirstName") + " " + text(draft, "LastName")).strip()));
    }

    private static String text(Draft draft, String field) {
        return draft.value(field) instanceof Value.Text(var text) ? text : "";
    }
}
