internal import Diagnostics

extension DeploymentPlan {
    /// The fingerprint of what reviewers look at: the plan without its reviews, status and waivers.
    ///
    /// The first 16 hexadecimal digits of the SHA-256 of its JSON. It does not depend on how the file is laid out.
    package var reviewDigest: String {
        guard case .object(var members) = json else { return "" }
        for key in ["reviews", "status", "waivers"] { members[key] = nil }
        return String(SHA256.digest(of: JSON.object(members).encoded(compact: true)).description.prefix(16))
    }
}
