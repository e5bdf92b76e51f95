// Imported first by the peers' scripts: no connection is opened, whatever a package tries.
import net from 'node:net';

net.Socket.prototype.connect = () => {
  throw new Error('a peer reached for the network');
};
