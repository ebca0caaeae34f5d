using System.Collections.Frozen;

namespace Virtwire.Sdk.Server.Drivers.Test.Definitions;

/// <summary>The words that libvirt knows where a domain document must use one of its own.</summary>
internal static class DomainVocabulary
{
    /// <summary>Hypervisors: <c>domain/@type</c>.</summary>
    public static FrozenSet<string> HypervisorTypes { get; } = Words(
        "qemu kqemu kvm xen lxc uml openvz test vmware hyperv vbox phyp parallels bhyve vz ch hvf");

    /// <summary>Kinds of guests: <c>os/type</c>.</summary>
    public static FrozenSet<string> OsTypes { get; } = Words("hvm xen linux exe uml xenpvh");

    /// <summary>Architectures: <c>os/type/@arch</c>.</summary>
    public static FrozenSet<string> Architectures { get; } = Words(
        "alpha armv6l armv7l armv7b aarch64 cris i686 ia64 lm32 loongarch64 m68k microblaze microblazeel mips mipsel mips64 mips64el "
        + "openrisc parisc parisc64 ppc ppcle ppc64 ppc64le ppcemb riscv32 riscv64 s390 s390x sh4 sh4eb sparc sparc64 unicore32 "
        + "x86_64 xtensa xtensaeb");

    /// <summary>What becomes of a guest that ends or starts anew: <c>on_poweroff</c>, <c>on_reboot</c>.</summary>
    public static FrozenSet<string> LifecycleActions { get; } = Words("destroy restart rename-restart preserve");

    /// <summary>What becomes of a guest that crashes: <c>on_crash</c>.</summary>
    public static FrozenSet<string> CrashActions { get; } =
        Words("destroy restart rename-restart preserve coredump-destroy coredump-restart");

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
