using System.Collections.Frozen;

namespace Virtwire.Sdk.Server.Drivers.Test.Host;

/// <summary>A model of processors by libvirt's name.</summary>
/// <param name="Name">The name: <c>pentium3</c>.</param>
/// <param name="Vendor">Who makes it; <c>unknown</c> where many do.</param>
/// <param name="Features">The features that it has.</param>
internal sealed record CpuModel(string Name, string Vendor, FrozenSet<string> Features);

/// <summary>The models and features of x86 processors that the simulator knows: the older ones of libvirt's, whose names it takes.</summary>
internal static class CpuModels
{
    /// <summary>The models, in the order in which capabilities name them.</summary>
    public static IReadOnlyList<CpuModel> All { get; } = [.. Entries(ModelTable).Select(Read)];

    /// <summary>The processor of the simulated machine: the one that has its architecture and its frequency.</summary>
    public static CpuModel Host { get; } = Find("pentium3")! with { Vendor = "Intel" };

    /// <summary>Architectures whose documents can be compared with the machine: both are of x86.</summary>
    public static FrozenSet<string> Architectures { get; } = FrozenSet.Create("i686", "x86_64");

    private static readonly FrozenSet<string> Features = Words(FeatureTable).ToFrozenSet(StringComparer.Ordinal);

    // A line a model: its name, its vendor and its features. What is indented further goes on.
    private const string ModelTable = """
        486 unknown fpu pse vme
        pentium unknown cx8 de fpu mce mmx msr pse tsc vme
        pentium2 unknown cmov cx8 de fpu fxsr mca mce mmx msr mtrr pae pat pge pse pse36 sep tsc vme
        pentium3 unknown cmov cx8 de fpu fxsr mca mce mmx msr mtrr pae pat pge pse pse36 sep sse tsc vme
        pentiumpro unknown apic cmov cx8 de fpu fxsr mce mmx msr pae pat pge pse sep sse sse2 tsc
        coreduo Intel apic clflush cmov cx8 de fpu fxsr mca mce mmx monitor msr mtrr nx pae pat pge pni pse sep sse sse2 tsc
          vme
        n270 Intel apic clflush cmov cx8 de fpu fxsr mca mce mmx monitor msr mtrr nx pae pat pge pni pse sep sse sse2 ssse3
          tsc vme
        athlon AMD 3dnow 3dnowext apic cmov cx8 de fpu fxsr mce mmx mmxext msr mtrr pae pat pge pse pse36 sep sse sse2 tsc vme
        qemu32 unknown apic cmov cx8 de fpu fxsr mce mmx msr pae pat pge pni pse sep sse sse2 tsc
        kvm32 unknown apic clflush cmov cx8 de fpu fxsr mca mce mmx msr mtrr pae pat pge pni pse pse36 sep sse sse2 tsc
        qemu64 unknown apic clflush cmov cx16 cx8 de fpu fxsr lm mca mce mmx msr mtrr nx pae pat pge pni pse pse36 sep sse
          sse2 svm syscall tsc
        kvm64 unknown apic clflush cmov cx16 cx8 de fpu fxsr lm mca mce mmx msr mtrr nx pae pat pge pni pse pse36 sep sse sse2
          syscall tsc
        core2duo Intel apic clflush cmov cx8 de fpu fxsr lm mca mce mmx monitor msr mtrr nx pae pat pge pni pse pse36 sep sse
          sse2 ssse3 syscall tsc vme
        phenom AMD 3dnow 3dnowext apic clflush cmov cx8 de fpu fxsr fxsr_opt lm mca mce mmx mmxext monitor msr mtrr nx pae pat
          pge pni pse pse36 sep sse sse2 svm syscall tsc
        Conroe Intel apic clflush cmov cx8 de fpu fxsr lahf_lm lm mca mce mmx msr mtrr nx pae pat pge pni pse pse36 sep sse
          sse2 ssse3 syscall tsc
        Penryn Intel apic clflush cmov cx16 cx8 de fpu fxsr lahf_lm lm mca mce mmx msr mtrr nx pae pat pge pni pse pse36 sep
          sse sse2 sse4.1 ssse3 syscall tsc
        Nehalem Intel apic clflush cmov cx16 cx8 de fpu fxsr lahf_lm lm mca mce mmx msr mtrr nx pae pat pge pni popcnt pse
          pse36 sep sse sse2 sse4.1 sse4.2 ssse3 syscall tsc
        Westmere Intel aes apic clflush cmov cx16 cx8 de fpu fxsr lahf_lm lm mca mce mmx msr mtrr nx pae pat pge pni popcnt
          pse pse36 sep sse sse2 sse4.1 sse4.2 ssse3 syscall tsc
        SandyBridge Intel aes apic avx clflush cmov cx16 cx8 de fpu fxsr lahf_lm lm mca mce mmx msr mtrr nx pae pat pclmuldq
          pge pni popcnt pse pse36 rdtscp sep sse sse2 sse4.1 sse4.2 ssse3 syscall tsc tsc-deadline x2apic xsave
        """;

    private const string FeatureTable = """
        fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 pn clflush ds acpi mmx fxsr sse sse2
        ss ht tm ia64 pbe pni pclmuldq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid fma cx16 xtpr pdcm pcid dca
        sse4.1 sse4.2 x2apic movbe popcnt tsc-deadline aes xsave osxsave avx f16c rdrand hypervisor arat fsgsbase
        tsc_adjust sgx bmi1 hle avx2 smep bmi2 erms invpcid rtm cmt mpx avx512f avx512dq rdseed adx smap avx512ifma
        pcommit clflushopt clwb intel-pt avx512pf avx512er avx512cd sha-ni avx512bw avx512vl avx512vbmi umip pku ospke
        waitpkg avx512vbmi2 gfni vaes vpclmulqdq avx512vnni avx512bitalg avx512-vpopcntdq la57 rdpid bus-lock-detect
        cldemote movdiri movdir64b sgxlc pks avx512-4vnniw avx512-4fmaps fsrm avx512-vp2intersect md-clear serialize
        tsx-ldtrk pconfig arch-lbr amx-bf16 avx512-fp16 amx-tile amx-int8 spec-ctrl stibp arch-capabilities
        core-capability ssbd avx-vnni avx512-bf16 xsaveopt xsavec xgetbv1 xsaves xfd mbm_total mbm_local sgx1 sgx2
        sgx-exinfo sgx-debug sgx-mode64 sgx-provisionkey sgx-tokenkey sgx-kss intel-pt-lip syscall nx mmxext fxsr_opt
        pdpe1gb rdtscp lm 3dnowext 3dnow lahf_lm cmp_legacy svm extapic cr8legacy abm sse4a misalignsse 3dnowprefetch
        osvw ibs xop skinit wdt lwp fma4 tce cvt16 nodeid_msr tbm topoext perfctr_core perfctr_nb invtsc clzero
        xsaveerptr wbnoinvd ibpb ibrs amd-stibp amd-ssbd virt-ssbd amd-no-ssb npt lbrv svm-lock nrip-save tsc-scale
        vmcb-clean flushbyasid decodeassists pause-filter pfthreshold avic v-vmsave-vmload vgif svme-addr-chk rdctl-no
        ibrs-all rsba skip-l1dfl-vmentry ssb-no mds-no pschange-mc-no tsx-ctrl taa-no split-lock-detect
        """;

    /// <summary>The model of that name; null for none.</summary>
    public static CpuModel? Find(string name) => All.FirstOrDefault(m => m.Name == name);

    /// <summary>Whether there is a feature of that name.</summary>
    public static bool KnowsFeature(string name) => Features.Contains(name);

    private static IEnumerable<string[]> Entries(string table) =>
        table.ReplaceLineEndings("\n").Replace("\n  ", " ", StringComparison.Ordinal).Split('\n').Select(Words);

    private static CpuModel Read(string[] words) => new(words[0], words[1], words[2..].ToFrozenSet(StringComparer.Ordinal));

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
