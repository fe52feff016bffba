import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Addresses in public space that a cloud answers on to its own machines: Azure's metadata and agent service. */
const CLOUD_SERVICES: ReadonlySet<string> = new Set(['168.63.129.16']);

/** All that is given out to the public Internet of IPv6; what lies outside it has no class of its own in ipaddr.js. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address, as a resolver or a URL writes it, is one that anybody on the Internet may be reached at:
 * not private, loopback, link-local (so no cloud metadata), shared, multicast, reserved or for documentation. Of the
 * addresses that carry another one inside, only NAT64's are looked into, because on networks without IPv4 every
 * site has one; 6to4, Teredo and IPv4-mapped addresses serve no public site and are refused whole.
 * Classes: the IANA special-purpose address registries, as ipaddr.js has them.
 */
export function isPublicAddress(address: string): boolean {
  // ipaddr.js also reads 0x7f.1 and the like, which a resolver never writes.
  if (isIPv4(address)) return isPublicIPv4(ipaddr.IPv4.parse(address));
  // An address with a zone (fe80::1%eth0) belongs to one link.
  if (address.includes('%') || !ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.IPv6.parse(address);
  const range = parsed.range();
  if (range === 'rfc6052') return isPublicIPv4(new ipaddr.IPv4(parsed.toByteArray().slice(-4)));
  return range === 'unicast' && parsed.match(GLOBAL_UNICAST);
}

const isPublicIPv4 = (address: ipaddr.IPv4): boolean =>
  address.range() === 'unicast' && !CLOUD_SERVICES.has(address.toString());
