package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Optional;

/// Who may sign in with a password. A person renamed in the org signs in by the new name.
public final class UserAccounts {
    private final SimulatedOrg org;
    private final UserPasswords passwords;

    public UserAccounts(SimulatedOrg org, UserPasswords passwords) {
        this.org = org;
        this.passwords = passwords;
    }

    /// The user of that name, if the password is right. The name's case doesn't matter.
    public Optional<OrgUser> find(String username, String password) {
        return org.userByName(username.strip())
                .filter(user -> passwordOf(user)
                        .filter(known -> Secrets.areSame(password, known))
                        .isPresent());
    }

    private Optional<String> passwordOf(OrgUser user) {
        if (user.id().equals(org.integrationUser().id())) {
            return Optional.of(passwords.integrationUser());
        }
        return user.id().equals(org.adminUser().id()) ? Optional.of(passwords.adminUser()) : Optional.empty();
    }
}
